package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.emulator.FunctionVersion.State;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A function from its deployment to its end, as its callers and its log see it. */
class FunctionVersionTest {

  private static final Scaling SCALING = Scaling.platform();

  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).log(log::add).build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void startsOnDemandAndUsesTheEnvironmentAgain() throws Exception {
    FunctionVersion version = emulator.deploy(PlainFunction.doing("loop").build(), SCALING);
    assertThat(version.state()).isEqualTo(State.ACTIVE);
    assertThat(version.environments()).isEmpty();

    assertThat(invoke(version, "first").report().initDuration()).isNotNull();
    assertThat(invoke(version, "second").report().initDuration()).isNull();

    assertThat(version.environments()).hasSize(1);
  }

  @Test
  void isPendingUntilItsSnapshotIsTaken() throws Exception {
    FunctionVersion version =
        emulator.deploySnapStart(
            PlainFunction.doing("restore-next", "loop").name("orders").build(), SCALING);
    assertThat(version.state()).isEqualTo(State.PENDING);
    assertThat(refusal(version, "early"))
        .hasMessageContaining("SnapStartNotReadyException (409)")
        .returns(409, InvocationRefused::status);

    version.awaitActive();

    assertThat(version.state()).isEqualTo(State.ACTIVE);
    assertThat(invoke(version, "first").report().restoreDuration()).isNotNull();
    assertThat(invoke(version, "second").report().restoreDuration()).isNull();
    version.close();
    assertThat(version.state()).isEqualTo(State.DELETED);
    assertThat(refusal(version, "late")).hasMessageContaining("in the state Deleted");
  }

  @Test
  void failsWhenItCannotBePublished() {
    FunctionVersion version =
        emulator.deploySnapStart(
            PlainFunction.doing("init-error:Runtime.NoClass", "exit:1").build(), SCALING);

    EnvironmentFailure failure =
        catchThrowableOfType(EnvironmentFailure.class, version::awaitActive);

    assertThat(failure.errorType()).isEqualTo("Runtime.NoClass");
    assertThat(version.state()).isEqualTo(State.FAILED);
    assertThat(version.stateReason()).contains("Runtime.NoClass");
    assertThat(refusal(version, "any"))
        .returns("ResourceConflictException", InvocationRefused::errorType)
        .hasMessageContaining("Runtime.NoClass");
  }

  /** The engine that holds the process has one copy; the next is published for it. */
  @Test
  void scalesToItsConcurrencyAndRefusesMore() throws Exception {
    FunctionVersion version =
        emulator
            .deploySnapStart(
                PlainFunction.doing("restore-next", "loop").build(), SCALING.withConcurrency(2))
            .awaitActive();
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try {
      List<Future<InvocationResult>> hanging = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        hanging.add(callers.submit(() -> invoke(version, "hang")));
      }
      await("both are at work", () -> version.environments().size() == 2);

      assertThat(refusal(version, "third"))
          .returns(429, InvocationRefused::status)
          .returns("TooManyRequestsException", InvocationRefused::errorType)
          .hasMessageContaining("serves 2 at a time");

      for (Future<InvocationResult> each : hanging) {
        assertThat(each.get().errorType()).isEqualTo("Sandbox.Timedout");
      }
      // a timeout ends the environment, and its place is free
      assertThat(version.environments()).isEmpty();
      assertThat(invoke(version, "after").text()).isEqualTo("after");
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  @NeedsCriu
  void restoresAsManyClonesAsThereAreInvocations() throws Exception {
    try (Emulator real = Emulator.builder().engine(Engine.CRIU).build()) {
      FunctionVersion version =
          real.deploySnapStart(PlainFunction.doing("restore-next", "loop").build(), SCALING)
              .awaitActive();
      ExecutorService callers = Executors.newFixedThreadPool(4);
      try {
        for (int round = 0; round < 3; round++) {
          List<Future<InvocationResult>> results = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            String event = "event " + round + " " + i;
            results.add(callers.submit(() -> invoke(version, event)));
          }
          for (int i = 0; i < 4; i++) {
            assertThat(results.get(i).get().text()).isEqualTo("event " + round + " " + i);
          }
        }
        assertThat(version.environments()).hasSizeBetween(1, 4);
      } finally {
        callers.shutdownNow();
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs process groups")
  void freezesWhatIsIdle() throws Exception {
    FunctionVersion version = emulator.deploy(PlainFunction.doing("tick", "loop").build(), SCALING);
    invoke(version, "first");
    Environment environment = version.environments().get(0);
    long frozenAt = ticks(environment);
    // what was on its way to the file when the process was stopped
    await("the log is at rest", () -> ticks(environment) == ticks(environment));
    Thread.sleep(50);
    assertThat(ticks(environment)).isBetween(frozenAt, frozenAt + 1);

    assertThat(invoke(version, "second").text()).isEqualTo("second");

    environment.thaw();
    await("it goes on", () -> ticks(environment) > frozenAt + 10);
    environment.freeze();
    version.close();
    assertThat(environment.isAlive()).isFalse();
  }

  @Test
  void retiresWhatIsIdleForLong() throws Exception {
    FunctionVersion version =
        emulator.deploy(
            PlainFunction.doing("loop").build(), SCALING.withRetirement(Duration.ofMillis(50)));
    invoke(version, "first");
    Environment environment =
        version.environments().isEmpty() ? null : version.environments().get(0);

    await("it is retired", () -> version.environments().isEmpty());

    assertThat(environment == null || !environment.isAlive()).isTrue();
    assertThat(invoke(version, "second").report().initDuration()).isNotNull();
  }

  /** Wherever a caller is interrupted, its environment ends and nothing is lost of the others. */
  @Test
  void losesNoEnvironmentToAnInterrupt() throws Exception {
    FunctionVersion version =
        emulator.deploySnapStart(PlainFunction.doing("restore-next", "loop").build(), SCALING);
    version.awaitActive();
    for (int i = 0; i < 3; i++) {
      invoke(version, "first");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> invoke(version, "second")).isInstanceOf(InterruptedException.class);
      assertThat(version.environments()).isEmpty();
    }
    assertThat(invoke(version, "third").text()).isEqualTo("third");
    version.close();
    await("no process is left", () -> ProcessHandle.current().descendants().count() == 0);
  }

  @Test
  void endsAPublishThatIsUnderWayWhenItIsClosed() {
    FunctionVersion version =
        emulator.deploySnapStart(PlainFunction.doing("hang").build(), SCALING);
    await("init is under way", () -> ProcessHandle.current().descendants().count() > 0);
    version.close();
    await("no process is left", () -> ProcessHandle.current().descendants().count() == 0);
    assertThatThrownBy(version::awaitActive)
        .hasMessageContaining("is DELETED, it was closed; deploy it again [EMULATOR_CLOSED]");
  }

  @Test
  void endsARestoreThatIsUnderWayWhenItIsClosed() throws Exception {
    Faults slow = Faults.none().restoringSlowly(Duration.ofSeconds(9));
    FunctionVersion version =
        emulator.deploySnapStart(
            PlainFunction.doing("restore-next", "loop").faults(slow).build(), SCALING);
    version.awaitActive();
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Future<InvocationRefused> refusal = caller.submit(() -> refusal(version, "late"));
      await(
          "it is being restored", () -> log.stream().anyMatch(l -> l.startsWith("RESTORE_START")));
      version.close();
      assertThat(refusal.get()).hasMessageContaining("in the state Deleted");
    } finally {
      caller.shutdownNow();
    }
  }

  @Test
  void saysAtOnceThatTheEngineIsNotThere() {
    try (Emulator lost = Emulator.builder().engine(Engine.CRIU).build()) {
      if (Engine.CRIU.obstacle().isPresent()) {
        assertThatThrownBy(() -> lost.deploySnapStart(PlainFunction.doing("loop").build(), SCALING))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("cannot use the engine criu");
      }
    }
  }

  @Test
  void streams() throws Exception {
    FunctionVersion version = emulator.deploy(PlainFunction.doing("loop").build(), SCALING);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    version.invokeStreaming("flow".getBytes(UTF_8), sink);
    assertThat(sink.toString(UTF_8)).isEqualTo("flow");
  }

  /** Init gets 10 s by itself; what takes longer is repeated with the time of the invocation. */
  @Test
  void repeatsAnInitThatTookTooLong(@TempDir Path directory) throws Exception {
    Limits shortInit =
        new Limits(Duration.ofMillis(900), Duration.ofSeconds(9), Duration.ofSeconds(9));
    try (Emulator impatient = Emulator.builder().limits(shortInit).log(log::add).build()) {
      FunctionVersion version =
          impatient.deploy(
              PlainFunction.doing("first:" + directory.resolve("mark") + " hang", "loop")
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              SCALING);

      InvocationResult result = invoke(version, "hello");

      assertThat(result.text()).isEqualTo("hello");
      // it is in the duration, and not told for itself
      assertThat(result.report().initDuration()).isNull();
      assertThat(platformEvents())
          .containsExactly("INIT_START", "INIT_REPORT", "START", "INIT_START", "END", "REPORT");
      assertThat(log).anyMatch(line -> line.contains("\tPhase: init\tStatus: timeout"));
      assertThat(invoke(version, "again").text()).isEqualTo("again");
    }
  }

  @Test
  void failsAnInvocationWhoseRepeatedInitFails() throws Exception {
    FunctionVersion version =
        emulator.deploy(
            PlainFunction.doing("init-error:Function.Broken", "exit:3").build(), SCALING);

    InvocationResult result = invoke(version, "hello");

    assertThat(result.errorType()).isEqualTo("Function.Broken");
    assertThat(result.text()).contains("boom");
    assertThat(platformEvents())
        .startsWith("INIT_START", "INIT_REPORT", "START", "INIT_START", "INIT_REPORT")
        .endsWith("END", "REPORT");
    assertThat(log)
        .anyMatch(
            line -> line.endsWith("\tPhase: invoke\tStatus: error\tError Type: Function.Broken"));
    assertThat(version.environments()).isEmpty();
  }

  @Test
  void tellsThatASnapshotCannotBeRestored() throws Exception {
    FunctionVersion version =
        emulator
            .deploySnapStart(
                PlainFunction.doing("restore-next", "restore-error:Function.Hook", "exit:64")
                    .build(),
                SCALING)
            .awaitActive();
    assertThat(refusal(version, "any"))
        .returns(400, InvocationRefused::status)
        .returns("SnapStartException", InvocationRefused::errorType)
        .hasMessageContaining("Function.Hook");
  }

  @Test
  void tellsThatARestoreTookTooLong() throws Exception {
    Limits shortRestore =
        new Limits(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofMillis(300));
    try (Emulator impatient =
        Emulator.builder().engine(Engine.PAUSE).limits(shortRestore).build()) {
      FunctionVersion version =
          impatient
              .deploySnapStart(PlainFunction.doing("restore-next", "hang").build(), SCALING)
              .awaitActive();
      assertThat(refusal(version, "any"))
          .returns(408, InvocationRefused::status)
          .returns("SnapStartTimeoutException", InvocationRefused::errorType);
    }
  }

  @Test
  void refusesWhatDoesNotScale() {
    FunctionSpec concurrent = PlainFunction.doing("loop").maxConcurrency(2).build();
    assertThatThrownBy(() -> emulator.deploy(concurrent, SCALING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without maxConcurrency [EMULATOR_MAX_CONCURRENCY]");
    assertThatThrownBy(() -> SCALING.withConcurrency(0)).hasMessageContaining("expected 1 or more");
    assertThatThrownBy(() -> SCALING.withRetirement(Duration.ZERO))
        .hasMessageContaining("expected a positive duration");
  }

  private List<String> platformEvents() {
    return log.stream()
        .map(line -> line.split(" ", 2)[0])
        .filter(word -> word.matches("(INIT|RESTORE)_\\w+|START|END|REPORT"))
        .toList();
  }

  private static long ticks(Environment environment) {
    return environment.logLines().stream().filter("tick"::equals).count();
  }

  private static InvocationResult invoke(FunctionVersion version, String event) throws Exception {
    return version.invoke(event.getBytes(UTF_8));
  }

  private static InvocationRefused refusal(FunctionVersion version, String event) {
    return catchThrowableOfType(InvocationRefused.class, () -> invoke(version, event));
  }
}
