package dev.snapstart.emulator;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what to run, for picocli's {@code @Mixin}. For one thread. */
public final class FunctionOptions {

  @Option(
      names = "--handler",
      paramLabel = "HANDLER",
      description = "The handler; also told to the process as _HANDLER.")
  private @Nullable String handler;

  @Option(
      names = "--class-path",
      paramLabel = "PATH",
      description = "The class path of the function and its runtime.")
  private String classPath = "";

  @Option(
      names = "--main",
      paramLabel = "CLASS",
      defaultValue = "dev.snapstart.runtime.Bootstrap",
      description = "The main class of the runtime; default: ${DEFAULT-VALUE}.")
  private String mainClass = "";

  @Option(
      names = "--java",
      paramLabel = "FILE",
      description = "The java program; default: the one of this JVM.")
  private @Nullable String java;

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description = "An option for that JVM, such as --jvm-option=-Xmx256m; may be repeated.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "512",
      description = "The configured memory; default: ${DEFAULT-VALUE}.")
  private int memoryMb;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long an invocation may take; default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Option(
      names = "--env",
      paramLabel = "KEY=VALUE",
      description = "An environment variable of the function; may be repeated.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "After --: the command of the function process, instead of a Java handler.")
  private List<String> processCommand = new ArrayList<>();

  /** No options yet; picocli sets them. */
  public FunctionOptions() {}

  /**
   * The function that the options describe.
   *
   * @return what to run
   * @throws IllegalArgumentException with a message for the user if they describe none
   */
  public FunctionSpec function() {
    return function(Map.of());
  }

  /**
   * The function that the options describe, with more variables; of one that is given as well, both
   * values are told, separated by a blank.
   *
   * @throws IllegalArgumentException with a message for the user if they describe none
   */
  FunctionSpec function(Map<String, String> more) {
    FunctionSpec.Builder function =
        FunctionSpec.builder()
            .command(processCommand.isEmpty() ? javaCommand() : processCommand)
            .handler(handler)
            .name(handler == null ? "function" : simpleName(handler))
            .memoryMb(memoryMb)
            .timeout(Duration.ofSeconds(timeoutSeconds));
    Map<String, String> variables = new LinkedHashMap<>(environment);
    more.forEach(
        (key, value) -> variables.merge(key, value, (given, added) -> given + " " + added));
    variables.forEach(function::environment);
    return function.build();
  }

  private List<String> javaCommand() {
    if (handler == null) {
      throw new IllegalArgumentException(
          "cannot run anything: expected --handler HANDLER, or a command after --"
              + " [EMULATOR_NO_FUNCTION]");
    }
    if (classPath.isBlank()) {
      throw new IllegalArgumentException(
          "cannot run handler "
              + handler
              + ": the class path is empty; add --class-path PATH [EMULATOR_BAD_CLASS_PATH]");
    }
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      String file = entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry;
      if (!Files.exists(Path.of(file))) {
        throw new IllegalArgumentException(
            "cannot run handler "
                + handler
                + ": there is no \""
                + entry
                + "\", which is in --class-path; expected a jar or a directory"
                + " [EMULATOR_BAD_CLASS_PATH]");
      }
    }
    List<String> line = new ArrayList<>();
    line.add(
        java == null ? Path.of(System.getProperty("java.home"), "bin", "java").toString() : java);
    line.addAll(jvmOptions);
    line.addAll(List.of("-cp", classPath, mainClass, handler));
    return line;
  }

  /** {@code Orders} of {@code com.acme.Orders::handle}. */
  private static String simpleName(String handler) {
    String type = handler.split(":", 2)[0];
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
