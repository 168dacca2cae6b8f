package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.RecordedRequest;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.runtime.fixtures.Functions;
import dev.snapstart.runtime.fixtures.Handlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runtime as a process under the emulator, initialised for a snapshot. */
class SnapStartProcessTest {

  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void runsHooksOfPlainOrgCracAroundTheSnapshotWithoutAnyFlag() throws Exception {
    Snapshot snapshot = emulator.publish(FunctionProcess.function("Hooked").build());
    assertThat(hooks(snapshot.logLines())).containsExactly("before second", "before first");
    Environment environment = snapshot.restore();
    assertThat(hooks(environment.logLines()))
        .containsExactly("before second", "before first", "after first", "after second");
    assertThat(environment.invoke("\"x\"".getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo("\"x\"");
    assertThat(environment.requests())
        .extracting(RecordedRequest::path)
        .startsWith("/2018-06-01/runtime/restore/next", "/2018-06-01/runtime/invocation/next");
  }

  @Test
  void usesANewConnectionAfterTheRestore() throws Exception {
    Environment environment =
        emulator.publish(FunctionProcess.handler("StreamEcho").build()).restore();
    environment.invoke("1".getBytes(StandardCharsets.UTF_8));
    assertThat(environment.connectionCount()).isEqualTo(2);
  }

  @Test
  void keepsAskingWhileTheWorldStandsStill() throws Exception {
    Snapshot snapshot = emulator.publish(FunctionProcess.handler("StreamEcho").build());
    snapshot.disconnect();
    Environment environment = snapshot.restore();
    assertThat(environment.invoke("1".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("1");
    assertThat(environment.requests())
        .filteredOn(request -> request.path().endsWith("/restore/next"))
        .extracting(RecordedRequest::status)
        .containsExactly(0, 200);
  }

  @ParameterizedTest
  @CsvSource({
    "before exception first, INIT, Runtime.BeforeCheckpointError, IllegalStateException",
    "before error second, INIT, Runtime.BeforeCheckpointError, NoClassDefFoundError",
    "after exception first, RESTORE, Runtime.AfterRestoreError, IllegalStateException",
    "after error first, RESTORE, Runtime.AfterRestoreError, NoClassDefFoundError"
  })
  void reportsFailingHooksAfterRunningAllOfThem(
      String hook, EnvironmentFailure.Phase phase, String category, String cause) throws Exception {
    EnvironmentFailure failure =
        catchThrowableOfType(
            EnvironmentFailure.class,
            () ->
                emulator
                    .publish(FunctionProcess.function("Hooked").environment("HOOK", hook).build())
                    .restore());
    assertThat(failure.phase()).isEqualTo(phase);
    assertThat(failure.errorType()).isEqualTo(category);
    assertThat(failure.exitStatus()).isEqualTo(64);
    Map<String, Object> error = JSON.std.mapFrom(failure.errorPayload());
    assertThat((String) error.get("errorMessage"))
        .startsWith("1 hook failed ")
        .contains("Printing[name=" + hook.substring(hook.lastIndexOf(' ') + 1) + "]: ")
        .contains(cause)
        .endsWith(" [CRAC_HOOK_FAILED]");
    assertThat(error.get("cause").toString()).contains(cause);
    String when = phase == EnvironmentFailure.Phase.INIT ? "before" : "after";
    assertThat(failure.lastOutput())
        .contains("hook " + when + " first")
        .contains("hook " + when + " second");
  }

  @Test
  void clearsTheDnsCacheWhereTheJdkLetsIt() throws Exception {
    Environment environment =
        emulator
            .publish(
                FunctionProcess.bootstrap(
                        FunctionProcess.CLASS_PATH,
                        List.of("--add-opens=java.base/java.net=ALL-UNNAMED"),
                        Functions.Resolving.class.getName())
                    .build())
            .restore();
    assertThat(answer(environment)).containsEntry("known", "false").containsEntry("ttl", "null");
  }

  @Test
  void keepsNoNamesAtAllWhereTheDnsCacheCannotBeCleared() throws Exception {
    Environment environment =
        emulator.publish(FunctionProcess.function("Resolving").build()).restore();
    assertThat(answer(environment)).containsEntry("ttl", "0").containsEntry("negativeTtl", "0");
  }

  private static Map<String, Object> answer(Environment environment) throws Exception {
    return JSON.std.mapFrom(environment.invoke("\"\"".getBytes(StandardCharsets.UTF_8)).text());
  }

  @Test
  void failsPublishingWhenTheHandlerCannotBeLoaded() {
    EnvironmentFailure failure =
        catchThrowableOfType(
            EnvironmentFailure.class,
            () ->
                emulator.publish(
                    FunctionProcess.bootstrap(Handlers.class.getName() + "$Abstract").build()));
    assertThat(failure.errorType()).isEqualTo("Runtime.BadFunctionCode");
    assertThat(failure.exitStatus()).isEqualTo(1);
  }

  private static List<String> hooks(List<String> log) {
    return log.stream()
        .filter(line -> line.startsWith("hook "))
        .map(line -> line.substring("hook ".length()))
        .toList();
  }
}
