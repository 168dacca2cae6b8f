package dev.snapstart.runtime;

import static dev.snapstart.runtime.ScriptedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.runtime.fixtures.Functions;
import dev.snapstart.runtime.fixtures.Handlers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main class against servers that do what the emulator does not. */
class BootstrapProcessTest {

  private static final String ID = "Lambda-Runtime-Aws-Request-Id: 1\r\n";

  private record Ended(int status, String output) {}

  @ParameterizedTest
  @CsvSource({
    "'', AWS_LAMBDA_RUNTIME_API is not set",
    "no:such:port, 'found \"no:such:port\", expected host:port'"
  })
  void namesTheVariableWhenTheRuntimeApiIsUnknown(String api, String message) throws Exception {
    Ended ended = run(api);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output().strip().lines())
        .hasSize(1)
        .allMatch(line -> line.contains(message) && line.endsWith("[RUNTIME_NO_API_ADDRESS]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 Forbidden", "500 Internal Server Error"})
  void endsWhenNextIsRefused(String status) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")) {
      Ended ended = run(server.endpoint().authority());
      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.output())
          .contains("cannot go on without the Runtime API [RUNTIME_API_FAILED]")
          .contains("GET /2018-06-01/runtime/invocation/next")
          .contains(status.substring(0, 3));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void endsWhenThePlatformFailsOnAResponse() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(ok(ID, "1"), "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")) {
      Ended ended = run(server.endpoint().authority());
      assertThat(ended.status()).isEqualTo(1);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 Bad Request", "403 Forbidden", "410 Gone", "413 Too Large"})
  void goesOnWhenAResponseIsRefused(String status) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            ok(ID, "1"),
            "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")) {
      Ended ended = run(server.endpoint().authority());
      assertThat(server.requests().get(2)).startsWith("GET /2018-06-01/runtime/invocation/next ");
      assertThat(ended.output())
          .contains("went on after invocation 1")
          .contains("was answered with status " + status.substring(0, 3))
          .contains(" [RUNTIME_RESPONSE_REFUSED]");
    }
  }

  @Test
  void reportsARestoreThatIsRefusedAndEndsAlsoWhenTheReportIsRefused() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")) {
      Ended ended =
          run(server.endpoint().authority(), "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      assertThat(ended.status()).isEqualTo(64);
      assertThat(server.requests().get(0)).startsWith("GET /2018-06-01/runtime/restore/next ");
      assertThat(server.requests().get(1))
          .startsWith("POST /2018-06-01/runtime/init/error ")
          .contains("Lambda-Runtime-Function-Error-Type: Runtime.RestoreError")
          .contains("status 404");
      assertThat(ended.output())
          .contains("status 404")
          .contains("cannot report the failure to the Runtime API [RUNTIME_API_FAILED]")
          .contains("status 403");
    }
  }

  @Test
  void servesOnWhereThePlatformTakesNoExtension() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")) {
      Ended ended =
          runHandler(Functions.class.getName() + "$Extended", server.endpoint().authority());
      assertThat(server.requests().get(0)).startsWith("POST /2020-01-01/extension/register ");
      assertThat(server.requests().get(1)).startsWith("GET /2018-06-01/runtime/invocation/next ");
      assertThat(ended.output())
          .contains("cannot register an extension: POST /2020-01-01/extension/register")
          .contains("will not be announced [RUNTIME_EXTENSION_FAILED]");
    }
  }

  private static Ended run(String api, String... variables)
      throws IOException, InterruptedException {
    return runHandler(Handlers.class.getName() + "$StreamEcho", api, variables);
  }

  private static Ended runHandler(String handler, String api, String... variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                FunctionProcess.JAVA,
                "-cp",
                FunctionProcess.CLASS_PATH,
                Bootstrap.class.getName(),
                handler)
            .redirectErrorStream(true);
    builder.environment().remove("AWS_LAMBDA_RUNTIME_API");
    if (!api.isEmpty()) {
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
    }
    for (int i = 0; i < variables.length; i += 2) {
      builder.environment().put(variables[i], variables[i + 1]);
    }
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
