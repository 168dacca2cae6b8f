package dev.snapstart.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says, read in one place and never kept in a static: statics are what a
 * snapshot freezes. Built again after a restore. Immutable.
 *
 * <p>Variables: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's
 * documentation</a>.
 *
 * @param endpoint where the Runtime API listens
 * @param handler the handler's name; null when neither an argument nor {@code _HANDLER} gives one
 * @param snapStart whether the process is initialised for a snapshot
 * @param dietSeconds how long the {@link Diet} before a snapshot may wait; negative for none
 * @param maxConcurrency how many invocations are to be served at a time; 0 for one after another
 * @param taskRoot where the function's package lies; null where the platform does not say
 * @param negativeDnsTtl how many seconds a failed lookup is kept; null for the JDK's own choice
 * @param logs how the log is to look
 * @param warnings what of the environment could not be used, in words for the user
 * @param functionName the function's name; null where the platform does not say
 * @param functionVersion the function's version; null where the platform does not say
 * @param memoryLimitMb the function's memory in MB, 128 where the platform does not say
 * @param logGroup the log group; null under SnapStart
 * @param logStream the log stream; null under SnapStart
 */
record RuntimeConfig(
    Endpoint endpoint,
    @Nullable String handler,
    boolean snapStart,
    int dietSeconds,
    int maxConcurrency,
    @Nullable String taskRoot,
    @Nullable String negativeDnsTtl,
    LogSettings logs,
    List<String> warnings,
    @Nullable String functionName,
    @Nullable String functionVersion,
    int memoryLimitMb,
    @Nullable String logGroup,
    @Nullable String logStream) {

  private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";
  private static final String MAX_CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";
  private static final String DIET = "SNAPSTART_DIET";
  private static final int DEFAULT_DIET_SECONDS = 10;
  private static final int DEFAULT_MEMORY_MB = 128;

  /** Reads this process's environment. */
  static RuntimeConfig ofProcess(String[] arguments) {
    return from(variables(), arguments);
  }

  /** This process's environment as it is now. */
  static Map<String, String> variables() {
    return System.getenv();
  }

  /** Whether invocations run side by side. */
  boolean isConcurrent() {
    return maxConcurrency > 0;
  }

  /**
   * Reads an environment.
   *
   * @throws IllegalArgumentException with a message for the user, when the Runtime API's address is
   *     missing or malformed
   */
  static RuntimeConfig from(Map<String, String> environment, String[] arguments) {
    String api = environment.get(RUNTIME_API);
    if (api == null || api.isBlank()) {
      throw new IllegalArgumentException(
          "cannot find the Runtime API: environment variable "
              + RUNTIME_API
              + " is not set (expected host:port; Lambda sets it, and so does the emulator)"
              + " [RUNTIME_NO_API_ADDRESS]");
    }
    List<String> warnings = new ArrayList<>();
    return new RuntimeConfig(
        Endpoint.parse(RUNTIME_API, api),
        arguments.length > 0 ? arguments[0] : environment.get("_HANDLER"),
        "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE")),
        dietSeconds(environment.get(DIET), warnings),
        maxConcurrency(environment.get(MAX_CONCURRENCY), warnings),
        environment.get("LAMBDA_TASK_ROOT"),
        environment.get("AWS_LAMBDA_JAVA_NETWORKADDRESS_CACHE_NEGATIVE_TTL"),
        LogSettings.from(environment, warnings),
        warnings,
        environment.get("AWS_LAMBDA_FUNCTION_NAME"),
        environment.get("AWS_LAMBDA_FUNCTION_VERSION"),
        memory(environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")),
        environment.get("AWS_LAMBDA_LOG_GROUP_NAME"),
        environment.get("AWS_LAMBDA_LOG_STREAM_NAME"));
  }

  private static int dietSeconds(@Nullable String value, List<String> warnings) {
    if (value == null) {
      return DEFAULT_DIET_SECONDS;
    }
    if (value.equals("off")) {
      return -1;
    }
    try {
      int seconds = Integer.parseInt(value.strip());
      if (seconds >= 0) {
        return seconds;
      }
    } catch (NumberFormatException ignored) {
      // a snapshot that is taken later is better than one that is not taken
    }
    warnings.add(
        LogSettings.unusable(
            DIET, value, "off, or a number of seconds", Integer.toString(DEFAULT_DIET_SECONDS)));
    return DEFAULT_DIET_SECONDS;
  }

  /** Without a number above zero: one invocation after another, as without the variable. */
  private static int maxConcurrency(@Nullable String number, List<String> warnings) {
    if (number == null) {
      return 0;
    }
    try {
      int invocations = Integer.parseInt(number.strip());
      if (invocations > 0) {
        return invocations;
      }
    } catch (NumberFormatException ignored) {
      // a function that serves too few is better than one that does not start
    }
    warnings.add(
        LogSettings.unusable(
            MAX_CONCURRENCY, number, "a number above 0", "one invocation after another"));
    return 0;
  }

  private static int memory(@Nullable String megabytes) {
    if (megabytes == null) {
      return DEFAULT_MEMORY_MB;
    }
    try {
      return Integer.parseInt(megabytes);
    } catch (NumberFormatException ignored) {
      // the figure is only handed on to the handler; a wrong one is no reason not to start
      return DEFAULT_MEMORY_MB;
    }
  }
}
