package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line in a JVM of its own, which may have another environment than this one: other
 * variables, another directory, and programs that are not there.
 */
final class LauncherInOwnJvm {

  private final Path directory;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<String> prefix = new ArrayList<>();
  private String main = Main.class.getName();

  /** With its working directory, which it can write into. */
  LauncherInOwnJvm(Path directory) {
    this.directory = directory;
  }

  LauncherInOwnJvm variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  LauncherInOwnJvm jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /** Another program instead of the command line. */
  LauncherInOwnJvm main(Class<?> program) {
    main = program.getName();
    return this;
  }

  /** A program cannot be executed, for the launcher and what it starts; only root can do that. */
  LauncherInOwnJvm without(Path program) {
    String hide = "mount --bind /dev/null " + program + " && exec \"$@\"";
    prefix.addAll(List.of("unshare", "--mount", "sh", "-c", hide, "sh"));
    return this;
  }

  /** What it printed, errors too, and how it ended. */
  ShortProgram run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(PlainFunction.java());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "output-", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeAll(List.of("SNAPSTART_CRIU", "SNAPSTART_FAKETIME"));
    builder.environment().putAll(variables);
    int status = builder.start().waitFor();
    return new ShortProgram(status, Files.readString(output));
  }
}
