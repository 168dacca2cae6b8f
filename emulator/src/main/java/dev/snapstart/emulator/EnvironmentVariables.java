package dev.snapstart.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment variables of a function process, as "Using Lambda environment variables" in the
 * AWS documentation lists them. The keys it holds open nothing.
 */
final class EnvironmentVariables {

  static final String REGION = "us-east-1";
  static final String ACCESS_KEY = "emulator-access-key";
  static final String SECRET_KEY = "emulator-secret-key";
  static final String SESSION_TOKEN = "emulator-session-token";

  /** What a program needs of this machine, so that it is found and started at all. */
  private static final List<String> KEPT = List.of("PATH", "HOME", "LD_LIBRARY_PATH", "JAVA_HOME");

  private final Map<String, String> variables = new LinkedHashMap<>();

  private EnvironmentVariables() {}

  /**
   * Puts the variables together.
   *
   * @param credentialsToken opens the credentials endpoint; used under snap-start only
   * @param logStream not told under snap-start
   */
  static Map<String, String> of(
      FunctionSpec spec,
      InitializationType type,
      String runtimeApi,
      String credentialsToken,
      LogStream logStream) {
    EnvironmentVariables made = new EnvironmentVariables();
    made.addMachine();
    made.addFunction(spec, type, runtimeApi);
    if (type == InitializationType.SNAP_START) {
      made.addSnapStart(runtimeApi, credentialsToken);
    } else {
      made.addOnDemand(spec, logStream);
    }
    made.variables.putAll(spec.environment());
    return made.variables;
  }

  private void addMachine() {
    for (String name : KEPT) {
      String value = System.getenv(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    // en_US.UTF-8 on the platform; C.UTF-8 has the same encoding and is installed everywhere
    variables.put("LANG", "C.UTF-8");
    variables.put("TZ", ":UTC");
  }

  private void addFunction(FunctionSpec spec, InitializationType type, String runtimeApi) {
    String taskRoot = spec.workingDirectory().toString();
    String handler = spec.handler();
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    if (handler != null) {
      variables.put("_HANDLER", handler);
    }
    Integer concurrency = spec.maxConcurrency();
    if (concurrency != null) {
      variables.put("AWS_LAMBDA_MAX_CONCURRENCY", concurrency.toString());
    }
    variables.put("LAMBDA_TASK_ROOT", taskRoot);
    variables.put("LAMBDA_RUNTIME_DIR", taskRoot);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", spec.version());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMb()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", type.value());
    variables.put("AWS_REGION", REGION);
    variables.put("AWS_DEFAULT_REGION", REGION);
    variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
    variables.put("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:2000");
    variables.put("_AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1");
    variables.put("_AWS_XRAY_DAEMON_PORT", "2000");
  }

  private void addOnDemand(FunctionSpec spec, LogStream logStream) {
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream.name());
    variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
    variables.put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    variables.put("AWS_SESSION_TOKEN", SESSION_TOKEN);
  }

  /** Neither keys nor the log stream: both would be in the snapshot, and wrong after it. */
  private void addSnapStart(String runtimeApi, String credentialsToken) {
    variables.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + runtimeApi + RuntimeApi.CREDENTIALS_PATH);
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", credentialsToken);
  }
}
