package dev.snapstart.emulator;

import dev.snapstart.emulator.conformance.ConformanceCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The command line of the emulator: {@code snapstart-emulator run …}. For one thread. */
@Command(
    name = "snapstart-emulator",
    description = "A Lambda on your desk: init, checkpoint, restore and invoke a function.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      RunCommand.class,
      InvokeCommand.class,
      ClonesCommand.class,
      RecordClassesCommand.class,
      CheckpointCommand.class,
      RestoreCommand.class,
      ConformanceCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    })
public final class Main {

  /** How a message of ours tells its code, by which it is found in {@code docs/errors}. */
  private static final Pattern CODE = Pattern.compile("\\[[A-Z]+(_[A-Z]+)+\\]");

  private Main() {}

  /**
   * Runs the command and ends the JVM: with status 0 if all went well, 1 if the function failed, 2
   * if the command was not understood.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with its error handling: a message for the user, never a stack trace. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    ServiceLoader.load(Subcommand.class, Main.class.getClassLoader())
        .forEach(commandLine::addSubcommand);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(Duration.class, new DurationConverter());
    commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println(failure.getMessage());
      command.getErr().flush();
      return 1;
    });
    commandLine.setParameterExceptionHandler((failure, args) -> {
      CommandLine command = failure.getCommandLine();
      command.getErr().println(coded(String.valueOf(failure.getMessage())));
      command.getErr().println("try: " + command.getCommandSpec().qualifiedName() + " --help");
      command.getErr().flush();
      return 2;
    });
    return commandLine;
  }

  /** What picocli refuses, or an option that cannot be meant as it is, has no code yet. */
  private static String coded(String message) {
    return CODE.matcher(message).find() ? message : message + " [EMULATOR_BAD_OPTION]";
  }

  /** Reads the version that the build wrote down. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
      try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
        if (in == null) {
          throw new IOException("cannot tell the version: there is no version.txt in this build");
        }
        String version = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        return new String[] {"snapstart-emulator " + version};
      }
    }
  }
}
