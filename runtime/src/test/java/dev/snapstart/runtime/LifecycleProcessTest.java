package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.runtime.fixtures.Functions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work outside of invocations, for which the runtime becomes an extension. */
class LifecycleProcessTest {

  private final Emulator emulator = Emulator.builder().build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void doesWorkAtShutdownInReverseOrderAndEndsWithStatusZero() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Extended").build());
    assertThat(environment.stop()).isZero();
    List<String> log = environment.logLines();
    String failed = "\"second\" failed outside of an invocation [RUNTIME_TASK_FAILED]";
    assertThat(log).contains(failed, "first at shutdown");
    assertThat(log.indexOf(failed)).isLessThan(log.indexOf("first at shutdown"));
  }

  @Test
  void doesWorkAfterTheResponseAndBeforeTheNextEvent() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Extended").build());
    for (String event : List.of("one", "two")) {
      String json = "\"" + event + "\"";
      assertThat(environment.invoke(json.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(json);
      assertThat(environment.logLines())
          .contains(
              "after " + event,
              "\"failing\" failed outside of an invocation [RUNTIME_TASK_FAILED]");
    }
    assertThat(environment.requests().get(0).path()).isEqualTo("/2020-01-01/extension/register");
  }

  @Test
  void passesACheckpointAsAnExtension() throws Exception {
    Environment environment =
        emulator.publish(FunctionProcess.function("Extended").build()).restore();
    environment.invoke("\"x\"".getBytes(StandardCharsets.UTF_8));
    assertThat(environment.logLines()).contains("after x");
    assertThat(environment.stop()).isZero();
  }

  @Test
  void givesUpWorkAtShutdownThatTakesTooLong() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("SlowAtShutdown").build());
    environment.stop();
    assertThat(environment.logLines())
        .contains(
            "work at shutdown is given up: it took more than 300 ms [RUNTIME_SHUTDOWN_TOO_SLOW]");
  }

  @Test
  void saysThatWorkAtShutdownIsLostWhereSignalsCannotBeHeard() throws Exception {
    Environment environment =
        emulator.start(
            FunctionProcess.bootstrap(
                    FunctionProcess.CLASS_PATH,
                    List.of("--limit-modules=java.base"),
                    Functions.SlowAtShutdown.class.getName())
                .build());
    assertThat(environment.invoke("\"x\"".getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo("\"x\"");
    assertThat(environment.logLines())
        .anyMatch(line ->
            line.startsWith("cannot listen for SIGTERM: java.lang.ClassNotFoundException")
                && line.endsWith("work at shutdown is lost [RUNTIME_NO_SIGNALS]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"onShutdown", "enableAfterResponse", "afterResponse"})
  void refusesWorkThatIsAskedForAfterInit(String call) throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("ExtendedTooLate").build());
    assertThat(environment.invoke(("\"" + call + "\"").getBytes(StandardCharsets.UTF_8)).text())
        .contains(" [RUNTIME_ONLY_DURING_INIT]");
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> Lifecycle.onShutdown(null, () -> {}))
        .withMessage("cannot take work without a name [RUNTIME_NULL_ARGUMENT]");
    assertThatNullPointerException()
        .isThrownBy(() -> Lifecycle.afterResponse("metrics", null))
        .withMessage("cannot take work that is null [RUNTIME_NULL_ARGUMENT]");
  }

  @Test
  void isNoExtensionUnlessAskedToBe() throws Exception {
    Environment environment = emulator.start(FunctionProcess.handler("StreamEcho").build());
    environment.invoke("1".getBytes(StandardCharsets.UTF_8));
    assertThat(environment.requests()).noneMatch(request -> request.path().contains("extension"));
  }
}
