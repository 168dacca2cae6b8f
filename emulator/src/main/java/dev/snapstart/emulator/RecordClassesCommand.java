package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code record-classes}: which classes a function loads only when it is invoked. */
@Command(
    name = "record-classes",
    description = {
      "Runs a function cold, invokes it with events, and writes down which classes were loaded by"
          + " the invocations and not by the init: a list for priming, such as"
          + " META-INF/snapstart/classes.txt of snapstart-hooks.",
      "Exit status: 0 the list is written, 1 the function failed, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpWidth = 100)
final class RecordClassesCommand extends FunctionCommand {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The list; written anew, its directory is made if it is not there.")
  private Path list = Path.of("classes.txt");

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path log = OwnDirectory.createFile("classes-");
    try {
      FunctionSpec function = options.function(ClassLoadLog.variables(log));
      return record(function, events.read(), log);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    } catch (EnvironmentFailure e) {
      return failed(e.getMessage());
    } finally {
      Files.delete(log);
    }
  }

  private int record(FunctionSpec function, List<byte[]> sent, Path log)
      throws EnvironmentFailure, InterruptedException, IOException {
    try (Emulator emulator = Emulator.builder().log(line -> {}).build();
        Environment environment = emulator.start(function)) {
      long initialised = ClassLoadLog.settledSize(log);
      if (initialised == 0) {
        return failed(
            "cannot record classes: the process logged none; expected a JVM [EMULATOR_NOT_A_JVM]");
      }
      for (byte[] event : sent) {
        InvocationResult result = environment.invoke(event);
        if (result.functionError() != null) {
          return failed(
              "an invocation failed: " + result.text().strip() + " [EMULATOR_INVOCATION_FAILED]");
        }
      }
      Set<String> classes = ClassLoadLog.since(log, initialised);
      try {
        write(classes);
      } catch (IOException e) {
        return failed(
            "cannot write \""
                + list
                + "\" ("
                + e
                + "); choose another file with --out [EMULATOR_CANNOT_WRITE]");
      }
      out()
          .println(
              json
                  ? JSON.std.asString(Map.of("classes", classes.size(), "file", list.toString()))
                  : classes.size() + " classes written to " + list);
      return 0;
    }
  }

  private void write(Set<String> classes) throws IOException {
    Path parent = list.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(list, String.join("\n", classes) + "\n");
  }
}
