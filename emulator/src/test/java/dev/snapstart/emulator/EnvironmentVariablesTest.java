package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentVariablesTest {

  private static final List<String> OF_THIS_MACHINE =
      List.of("PATH", "HOME", "LD_LIBRARY_PATH", "JAVA_HOME");

  @TempDir private Path directory;

  @Test
  void givesLambdasVariablesAndNoOthersOnDemand() throws Exception {
    try (Emulator emulator = Emulator.builder().build();
        Environment environment = emulator.start(spec("variables", "loop"))) {
      Map<String, String> variables = variables(environment.logLines());

      assertThat(variables)
          .containsEntry("_HANDLER", "com.acme.Orders")
          .containsEntry("LAMBDA_TASK_ROOT", directory.toString())
          .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "orders")
          .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "7")
          .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024")
          .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
          .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/orders")
          .containsEntry("TZ", ":UTC")
          .containsEntry("MINE", "a=b")
          .containsEntry("AWS_REGION", "eu-north-1");
      variables.keySet().removeAll(OF_THIS_MACHINE);
      assertThat(variables.keySet())
          .containsExactlyInAnyOrder(
              "_HANDLER",
              "LAMBDA_TASK_ROOT",
              "LAMBDA_RUNTIME_DIR",
              "AWS_LAMBDA_RUNTIME_API",
              "AWS_LAMBDA_FUNCTION_NAME",
              "AWS_LAMBDA_FUNCTION_VERSION",
              "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
              "AWS_LAMBDA_INITIALIZATION_TYPE",
              "AWS_LAMBDA_LOG_GROUP_NAME",
              "AWS_LAMBDA_LOG_STREAM_NAME",
              "AWS_REGION",
              "AWS_DEFAULT_REGION",
              "AWS_ACCESS_KEY_ID",
              "AWS_SECRET_ACCESS_KEY",
              "AWS_SESSION_TOKEN",
              "AWS_XRAY_CONTEXT_MISSING",
              "AWS_XRAY_DAEMON_ADDRESS",
              "_AWS_XRAY_DAEMON_ADDRESS",
              "_AWS_XRAY_DAEMON_PORT",
              "LANG",
              "TZ",
              "MINE");
    }
  }

  @Test
  void givesNeitherKeysNorLogStreamUnderSnapStart() throws Exception {
    try (Emulator emulator = Emulator.builder().build();
        Snapshot snapshot = emulator.publish(spec("variables", "restore-next"))) {
      assertThat(variables(snapshot.logLines()))
          .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
          .containsKeys("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN")
          .doesNotContainKeys(
              "AWS_ACCESS_KEY_ID",
              "AWS_SECRET_ACCESS_KEY",
              "AWS_SESSION_TOKEN",
              "AWS_LAMBDA_LOG_GROUP_NAME",
              "AWS_LAMBDA_LOG_STREAM_NAME");
    }
  }

  @Test
  void leavesTheHandlerOutWhereThereIsNone() throws Exception {
    try (Emulator emulator = Emulator.builder().build();
        Environment environment =
            emulator.start(PlainFunction.doing("variables", "loop").build())) {
      assertThat(variables(environment.logLines())).doesNotContainKey("_HANDLER");
    }
  }

  private FunctionSpec spec(String... steps) {
    return PlainFunction.doing(steps)
        .handler("com.acme.Orders")
        .name("orders")
        .version("7")
        .memoryMb(1024)
        .environment("MINE", "a=b")
        .environment("AWS_REGION", "eu-north-1")
        .workingDirectory(directory)
        .build();
  }

  private static Map<String, String> variables(List<String> lines) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : lines) {
      if (line.matches("[A-Za-z_]+=.*")) {
        variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    }
    return variables;
  }
}
