package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static dev.snapstart.emulator.Recorded.summaries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapStartTest {

  private static final Limits SHORT =
      new Limits(Duration.ofMillis(800), Duration.ofMillis(800), Duration.ofMillis(500));

  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();

  @AfterEach
  void close() {
    emulator.close();
  }

  @Test
  void takesAFunctionThroughCheckpointRestoreAndInvocations() throws Exception {
    try (Snapshot snapshot =
        emulator.publish(
            PlainFunction.doing("print:before", "restore-next", "print:after", "loop").build())) {
      assertThat(snapshot.logLines()).contains("before").doesNotContain("after");
      assertThat(snapshot.initDuration()).isPositive();
      assertThat(snapshot.engine()).isEqualTo("pause");
      assertThat(snapshot.imageDirectory()).isEmpty();

      Environment environment = snapshot.restore();
      InvocationResult first = environment.invoke("one".getBytes(UTF_8));
      InvocationResult second = environment.invoke("two".getBytes(UTF_8));

      assertThat(first.text()).isEqualTo("one");
      assertThat(first.report().restoreDuration()).isPositive();
      assertThat(first.report().billedRestoreDuration())
          .isPositive()
          .isLessThanOrEqualTo(first.report().restoreDuration());
      assertThat(first.report().initDuration()).isNull();
      assertThat(second.report().restoreDuration()).isNull();
      assertThat(summaries(environment.requests()))
          .containsExactly(
              "GET restore/next 200",
              "GET invocation/next 200",
              "POST invocation/ID/response 202",
              "GET invocation/next 200",
              "POST invocation/ID/response 202",
              "GET invocation/next 0");
      assertThat(environment.connectionCount()).isEqualTo(1);
    }
  }

  @Test
  void restoresAFunctionThatDoesNotAskForTheRestore() throws Exception {
    try (Snapshot snapshot = emulator.publish(PlainFunction.doing("loop").build())) {
      assertThat(snapshot.restore().invoke("x".getBytes(UTF_8)).text()).isEqualTo("x");
    }
  }

  @Test
  void hasOneCopyOnly() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      snapshot.restore();

      assertThatThrownBy(snapshot::restore)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the pause engine holds one process, so it has one copy only")
          .hasMessageEndingWith("[EMULATOR_ONE_COPY]");
    }
  }

  @Test
  void letsTheProcessComeBackAfterItsConnectionWasTakenFromIt() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      snapshot.disconnect();
      snapshot.reconnect();
      await("the process asks again", () -> snapshot.requests().size() == 2);

      Environment environment = snapshot.restore();

      assertThat(summaries(environment.requests()))
          .startsWith("GET restore/next 0", "GET restore/next 200", "GET invocation/next 0");
      assertThat(environment.connectionCount()).isEqualTo(2);
      assertThat(environment.invoke("x".getBytes(UTF_8)).text()).isEqualTo("x");
    }
  }

  @Test
  void connectsADisconnectedProcessAgainWhenItIsRestored() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      snapshot.disconnect();

      assertThat(snapshot.restore().invoke("x".getBytes(UTF_8)).text()).isEqualTo("x");
    }
  }

  @Test
  void failsToPublishWhenAHookBeforeTheCheckpointFails() {
    EnvironmentFailure failure =
        catchThrowableOfType(
            EnvironmentFailure.class,
            () -> publish("init-error:Runtime.BeforeCheckpointError", "exit:64"));

    assertThat(failure.phase()).isEqualTo(Phase.INIT);
    assertThat(failure.errorType()).isEqualTo("Runtime.BeforeCheckpointError");
    assertThat(failure.exitStatus()).isEqualTo(64);
    assertThat(failure)
        .hasMessageContaining(
            "expected GET restore/next within 130.00 seconds [EMULATOR_INIT_FAILED]");
    assertThat(summaries(failure.requests())).containsExactly("POST init/error 202");
  }

  @Test
  void failsToPublishWhenInitTakesTooLong() {
    try (Emulator impatient = Emulator.builder().engine(Engine.PAUSE).limits(SHORT).build()) {
      EnvironmentFailure failure =
          catchThrowableOfType(
              EnvironmentFailure.class,
              () -> impatient.publish(PlainFunction.doing("hang").build()));

      assertThat(failure.phase()).isEqualTo(Phase.INIT);
      assertThat(failure.errorType()).isEqualTo("Sandbox.Timedout");
    }
  }

  @Test
  void failsToRestoreWhenAHookAfterTheRestoreFails() throws Exception {
    EnvironmentFailure failure =
        restoreFailure("restore-next", "restore-error:Runtime.AfterRestoreError", "exit:64");

    assertThat(failure.phase()).isEqualTo(Phase.RESTORE);
    assertThat(failure.errorType()).isEqualTo("Runtime.AfterRestoreError");
    assertThat(failure.errorPayload()).contains("boom");
    assertThat(failure.exitStatus()).isEqualTo(64);
    assertThat(failure)
        .hasMessageContaining("cannot restore function \"plain\"")
        .hasMessageContaining("within 10.00 seconds [EMULATOR_RESTORE_FAILED]");
    assertThat(summaries(failure.requests()))
        .containsExactly("GET restore/next 200", "POST restore/error 202");
  }

  @Test
  void takesAnInitErrorAfterTheRestoreAsARestoreError() throws Exception {
    EnvironmentFailure failure =
        restoreFailure("restore-next", "init-error:Runtime.AfterRestoreError", "exit:64");

    assertThat(failure.phase()).isEqualTo(Phase.RESTORE);
    assertThat(failure.errorType()).isEqualTo("Runtime.AfterRestoreError");
  }

  @Test
  void failsToRestoreWhenTheProcessEnds() throws Exception {
    EnvironmentFailure failure = restoreFailure("restore-next", "exit:5");

    assertThat(failure.phase()).isEqualTo(Phase.RESTORE);
    assertThat(failure.errorType()).isEqualTo("Runtime.ExitError");
    assertThat(failure.exitStatus()).isEqualTo(5);
  }

  @Test
  void failsToRestoreWhenTheProcessEndedWhileItWasHeld() throws Exception {
    try (Snapshot snapshot = publish("print:held", "restore-next", "loop")) {
      ProcessHandle.current()
          .children()
          .filter(child -> child.info().commandLine().orElse("").contains("print:held"))
          .forEach(ProcessHandle::destroyForcibly);

      EnvironmentFailure failure =
          catchThrowableOfType(EnvironmentFailure.class, snapshot::restore);

      assertThat(failure.phase()).isEqualTo(Phase.RESTORE);
      assertThat(failure.exitStatus()).isEqualTo(137);
    }
  }

  @Test
  void failsToRestoreWhenItTakesTooLong() throws Exception {
    Limits limits = new Limits(SHORT.init(), Duration.ofSeconds(20), SHORT.restore());
    try (Emulator impatient = Emulator.builder().engine(Engine.PAUSE).limits(limits).build();
        Snapshot snapshot =
            impatient.publish(PlainFunction.doing("restore-next", "hang").build())) {
      EnvironmentFailure failure =
          catchThrowableOfType(EnvironmentFailure.class, snapshot::restore);

      assertThat(failure.phase()).isEqualTo(Phase.RESTORE);
      assertThat(failure.errorType()).isEqualTo("Sandbox.Timedout");
      assertThat(snapshot.logLines())
          .last()
          .asString()
          .matches("RESTORE_REPORT Restore Duration: \\d+\\.\\d\\d ms\tStatus: timeout");
    }
  }

  @Test
  void servesCredentialsToTheHolderOfTheTokenOnly() throws Exception {
    try (Snapshot snapshot = publish("credentials", "credentials:wrong", "restore-next", "loop")) {
      assertThat(snapshot.logLines())
          .contains("GET /2021-04-23/credentials 200", "GET /2021-04-23/credentials 404")
          .anyMatch(line ->
              line.matches(
                  "\\{\"AccessKeyId\":\".+\",\"SecretAccessKey\":\".+\",\"Token\":\".+\","
                      + "\"Expiration\":\"[-0-9]{10}T[:0-9]{8}Z\"}"));
    }
  }

  private Snapshot publish(String... steps) throws Exception {
    return emulator.publish(PlainFunction.doing(steps).build());
  }

  private EnvironmentFailure restoreFailure(String... steps) throws Exception {
    try (Snapshot snapshot = publish(steps)) {
      return catchThrowableOfType(EnvironmentFailure.class, snapshot::restore);
    }
  }
}
