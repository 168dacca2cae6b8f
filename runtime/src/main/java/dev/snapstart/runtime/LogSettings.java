package dev.snapstart.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the function's log is to look: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">
 * Lambda's logging controls</a>. A value that cannot be used is no reason not to start: it is
 * replaced by the default, and a warning says so. Immutable.
 *
 * @param json whether every line is to be a JSON object
 * @param threshold the least {@link #LEVELS level} that is logged
 * @param descriptor the number of the file descriptor that takes framed records; null for none
 */
record LogSettings(boolean json, int threshold, @Nullable String descriptor) {

  /**
   * The levels by their numbers in Lambda's log frames; 0 is that of a line logged without one. Not
   * {@code LogLevel} of aws-lambda-java-core: a function may bring a core that has none yet.
   */
  static final String[] LEVELS = {"UNDEFINED", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

  static final int UNDEFINED = 0;
  static final int INFO = 3;
  static final int WARN = 4;
  static final int ERROR = 5;

  private static final String LEVEL = "AWS_LAMBDA_LOG_LEVEL";
  private static final String FORMAT = "AWS_LAMBDA_LOG_FORMAT";

  /**
   * Reads an environment.
   *
   * @param warnings takes what is wrong with the variables, in words for the user
   */
  static LogSettings from(Map<String, String> environment, List<String> warnings) {
    String format = environment.getOrDefault(FORMAT, "TEXT");
    String level = environment.getOrDefault(LEVEL, "");
    boolean json = format.equalsIgnoreCase("JSON");
    if (!json && !format.isEmpty() && !format.equalsIgnoreCase("TEXT")) {
      warnings.add(unusable(FORMAT, format, "JSON or Text", "Text"));
    }
    int threshold = level.isEmpty() ? UNDEFINED : levelOf(level);
    if (threshold < 0) {
      warnings.add(unusable(LEVEL, level, "TRACE, DEBUG, INFO, WARN, ERROR or FATAL", "INFO"));
      threshold = INFO;
    }
    return new LogSettings(json, threshold, environment.get("_LAMBDA_TELEMETRY_LOG_FD"));
  }

  /** Words for a variable that is replaced by its default. */
  static String unusable(String variable, String found, String expected, String used) {
    return "cannot use environment variable "
        + variable
        + ": found \""
        + found
        + "\", expected "
        + expected
        + "; using "
        + used
        + " [RUNTIME_BAD_VARIABLE]";
  }

  private static int levelOf(String name) {
    String upperCase = name.toUpperCase(Locale.ROOT);
    for (int level = 1; level < LEVELS.length; level++) {
      if (LEVELS[level].equals(upperCase)) {
        return level;
      }
    }
    return -1;
  }
}
