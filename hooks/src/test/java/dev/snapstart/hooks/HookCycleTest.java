package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookCycleTest {

  private final FakeClock clock = new FakeClock();
  private final HookRegistry registry = new HookRegistry();
  private final HookCycle cycle = new HookCycle(registry, new RestoreClock(clock), clock);
  private final PrintStream standardOutput = System.out;
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** ReportTextTest is about the lines; one of thousands of hooks would fill the build's log. */
  @BeforeEach
  void silenceReports() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(standardOutput);
  }

  @Test
  void runsInReverseOrderBeforeAndInOrderAfter() throws HookFailure {
    add("a");
    hook("both")
        .beforeCheckpoint(() -> calls.add("down"))
        .afterRestore(() -> calls.add("up"))
        .register();
    hook("c").beforeCheckpoint(() -> calls.add("c")).register();
    cycle.beforeCheckpoint();
    cycle.afterRestore();
    assertThat(calls).containsExactly("c", "down", "a", "up");
  }

  @Test
  void runsAllHooksWhenSomeFailAndNamesThem() {
    IOException first = new IOException("disk full");
    Error second = new NoClassDefFoundError("com/acme/Missing");
    after("journal", () -> throwing("journal", first));
    add("catalogue");
    after(
        "pool",
        () -> {
          calls.add("pool");
          throw second;
        });
    add("numbers");
    HookFailure failure = catchThrowableOfType(HookFailure.class, cycle::afterRestore);
    assertThat(calls).containsExactly("journal", "catalogue", "pool", "numbers");
    assertThat(failure)
        .hasMessage(
            "2 hooks failed in afterRestore: \"journal\" (java.io.IOException: disk full),"
                + " \"pool\" (java.lang.NoClassDefFoundError: com/acme/Missing) [HOOKS_FAILED]")
        .hasCause(first);
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(suppressed ->
            assertThat(suppressed)
                .isInstanceOf(HookFailure.class)
                .hasMessageContaining("\"pool\"")
                .hasCause(second));
    assertThat(failure.failedHooks()).containsExactly("journal", "pool");
  }

  @Test
  void containsErrorsOfTheVirtualMachine() {
    after("greedy", () -> throwing("greedy", new OutOfMemoryError("heap")));
    add("next");
    HookFailure failure = catchThrowableOfType(HookFailure.class, cycle::afterRestore);
    assertThat(calls).containsExactly("greedy", "next");
    assertThat(failure).hasMessageContaining("\"greedy\" (java.lang.OutOfMemoryError: heap)");
  }

  @Test
  void namesTheHookWhoseExceptionCannotDescribeItself() {
    after(
        "hostile",
        () -> {
          throw new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
              throw new IllegalStateException();
            }
          };
        });
    assertThat(catchThrowableOfType(HookFailure.class, cycle::afterRestore))
        .hasMessageContaining("\"hostile\" (" + HookCycleTest.class.getName());
  }

  @Test
  void setsTheInterruptFlagAgainWhenAHookWasInterrupted() {
    List<Boolean> seen = new ArrayList<>();
    after("interrupted", () -> throwing("interrupted", new InterruptedException()));
    after("later", () -> seen.add(Thread.currentThread().isInterrupted()));
    assertThat(catchThrowableOfType(HookFailure.class, cycle::afterRestore).failedHooks())
        .containsExactly("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen).containsExactly(false);
  }

  @Test
  void runsAHookOnceThatIsRegisteredTwice() throws HookFailure {
    Hook hook = () -> calls.add("same");
    HookRegistration first = after("same", hook);
    HookRegistration second = after("same", hook);
    after("other name", hook);
    cycle.afterRestore();
    assertThat(calls).hasSize(2);
    assertThat(second).isSameAs(first);
  }

  @Test
  void removesAHookOnceHoweverOftenItsHandleIsClosed() throws HookFailure {
    HookRegistration registration = add("a");
    add("b");
    registration.close();
    registration.close();
    cycle.afterRestore();
    assertThat(calls).containsExactly("b");
  }

  @Test
  void letsGoOfARemovedHook() {
    AtomicReference<Hook> hook = new AtomicReference<>(new Counting(calls));
    WeakReference<Hook> gone = new WeakReference<>(hook.get());
    after("a", hook.get()).close();
    hook.set(null);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (gone.get() != null && System.nanoTime() < deadline) {
      System.gc();
    }
    assertThat(gone.get()).isNull();
  }

  @Test
  void skipsAHookThatAnEarlierHookRemoves() throws HookFailure {
    List<HookRegistration> later = new ArrayList<>();
    after("remover", () -> later.get(0).close());
    later.add(add("removed"));
    add("kept");
    cycle.afterRestore();
    assertThat(calls).containsExactly("kept");
  }

  @Test
  void letsHooksRegisterForTheNextCycleAlsoFromOtherThreads() throws HookFailure {
    after(
        "registering",
        () -> {
          Thread other = new Thread(() -> add("late"));
          other.start();
          other.join(TimeUnit.SECONDS.toMillis(30));
          assertThat(other.isAlive()).isFalse();
        });
    cycle.afterRestore();
    assertThat(calls).isEmpty();
    cycle.afterRestore();
    assertThat(calls).containsExactly("late");
  }

  @Test
  void losesNothingWhenManyThreadsRegister() throws Exception {
    int threads = 16;
    int each = 200;
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> started = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread =
          new Thread(() -> {
            await(start);
            for (int i = 0; i < each; i++) {
              add("hook");
            }
          });
      thread.start();
      started.add(thread);
    }
    start.countDown();
    for (Thread thread : started) {
      thread.join();
    }
    cycle.afterRestore();
    assertThat(calls).hasSize(threads * each);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\tb", "a\nb"})
  void refusesNamesThatDoNotFitAReport(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> after(name, () -> {}))
        .withMessageContaining("\"" + name + "\"")
        .withMessageContaining("[HOOKS_BAD_NAME]");
  }

  @Test
  void refusesNullAtOnce() {
    assertThatNullPointerException()
        .isThrownBy(() -> after("journal", null))
        .withMessageContaining("\"journal\"")
        .withMessageContaining("[HOOKS_NULL_ARGUMENT]");
    assertThatNullPointerException()
        .isThrownBy(() -> after(null, () -> {}))
        .withMessageContaining("without a name [HOOKS_NULL_ARGUMENT]");
    assertThatNullPointerException()
        .isThrownBy(() -> hook("pool").dependsOn(null))
        .withMessageContaining("without a name [HOOKS_NULL_ARGUMENT]");
  }

  @Test
  void refusesLimitsAndBudgetsOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hook("pool").timeLimit(Duration.ZERO))
        .withMessage(
            "cannot limit hook \"pool\" to PT0S: expected more than zero [HOOKS_BAD_DURATION]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cycle.setBudget(Phase.AFTER_RESTORE, Duration.ofSeconds(-1)))
        .withMessage(
            "cannot give afterRestore a budget of PT-1S: expected more than zero"
                + " [HOOKS_BAD_DURATION]");
  }

  @Test
  void ordersByPriorityThenByRegistration() throws HookFailure {
    add("first");
    hook("low").priority(-1).afterRestore(() -> calls.add("low")).register();
    hook("high").priority(5).afterRestore(() -> calls.add("high")).register();
    add("second");
    cycle.afterRestore();
    assertThat(calls).containsExactly("high", "first", "second", "low");
  }

  @Test
  void putsAHookBehindWhatItDependsOnWhateverThePriorities() throws HookFailure {
    both("pool").dependsOn("network").priority(9).register();
    both("cache").dependsOn("pool").register();
    both("network").register();
    cycle.beforeCheckpoint();
    cycle.afterRestore();
    assertThat(calls).containsExactly("-cache", "-pool", "-network", "+network", "+pool", "+cache");
  }

  @Test
  void doesWithoutADependencyThatNobodyRegisters() throws HookFailure {
    both("pool").dependsOn("nobody").register();
    cycle.afterRestore();
    assertThat(calls).containsExactly("+pool");
  }

  @Test
  void refusesCirclesAndKeepsTheHooksBefore() throws HookFailure {
    both("a").dependsOn("b").register();
    both("b").dependsOn("c").register();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> both("c").dependsOn("a").register())
        .withMessageContaining(
            "\"c\" on \"a\" on \"b\" on \"c\": one must not depend on the next [HOOKS_CIRCLE]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> both("self").dependsOn("self").register())
        .withMessageContaining("\"self\" on \"self\"");
    cycle.afterRestore();
    assertThat(calls).containsExactly("+b", "+a");
  }

  @Test
  void refusesAHookThatDoesNothing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> hook("idle").register())
        .withMessageContaining("\"idle\"")
        .withMessageContaining("[HOOKS_NOTHING_TO_DO]");
  }

  @Test
  void goesOnAfterABestEffortHookAndTellsOfIt() throws HookFailure {
    hook("metrics")
        .bestEffort()
        .afterRestore(() -> throwing("metrics", new IOException("gone")))
        .register();
    add("next");
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      cycle.afterRestore();
    } finally {
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "hook \"metrics\" failed in afterRestore, going on: java.io.IOException: gone"
                + " [HOOKS_BEST_EFFORT_FAILED]");
    assertThat(calls).containsExactly("metrics", "next");
    assertThat(cycle.report().outcomes(Phase.AFTER_RESTORE))
        .extracting(HookOutcome::name, HookOutcome::result, HookOutcome::detail)
        .containsExactly(
            tuple("metrics", HookOutcome.Result.FAILED, "java.io.IOException: gone"),
            tuple("next", HookOutcome.Result.OK, null));
  }

  @Test
  void followsAfterTheRestoreOnlyWhatWasCalledBeforeTheCheckpoint() throws HookFailure {
    hook("registering").beforeCheckpoint(() -> both("late").register()).register();
    hook("failing")
        .bestEffort()
        .beforeCheckpoint(() -> throwing("-failing", new IOException()))
        .afterRestore(() -> calls.add("+failing"))
        .register();
    add("+only");
    cycle.beforeCheckpoint();
    cycle.afterRestore();
    assertThat(calls).containsExactly("-failing", "+failing", "+only");
    calls.clear();
    cycle.beforeCheckpoint();
    cycle.afterRestore();
    assertThat(calls).contains("-late", "+late");
  }

  @Test
  void leavesAHookThatIsOverItsTimeAndSaysWhereItWas() {
    CountDownLatch interrupted = new CountDownLatch(1);
    hook("hanging")
        .timeLimit(Duration.ofMillis(50))
        .afterRestore(() -> hang(interrupted))
        .register();
    add("next");
    HookFailure failure = catchThrowableOfType(HookFailure.class, cycle::afterRestore);
    assertThat(failure).hasMessageContaining("\"hanging\" (java.util.concurrent.TimeoutException");
    assertThat(calls).containsExactly("next");
    HookOutcome outcome = cycle.report().outcomes().get(0);
    assertThat(outcome.result()).isEqualTo(HookOutcome.Result.TIMEOUT);
    assertThat(outcome.detail())
        .startsWith("still at work after 50 ms [HOOKS_TIME_LIMIT], at ")
        .contains("hang(");
    await(interrupted);
  }

  @Test
  void givesAHookWithALimitTheClassLoaderOfItsCallerOnADaemonThread() throws HookFailure {
    ClassLoader mine = Thread.currentThread().getContextClassLoader();
    List<Object> seen = new ArrayList<>();
    hook("limited")
        .timeLimit(Duration.ofSeconds(30))
        .afterRestore(() -> {
          seen.add(Thread.currentThread().getContextClassLoader());
          seen.add(Thread.currentThread().isDaemon());
        })
        .register();
    hook("failing")
        .timeLimit(Duration.ofSeconds(30))
        .bestEffort()
        .afterRestore(() -> throwing("failing", new IOException("mine")))
        .register();
    cycle.afterRestore();
    assertThat(seen).containsExactly(mine, true);
    assertThat(cycle.report().outcomes().get(1).detail()).isEqualTo("java.io.IOException: mine");
  }

  @Test
  void waitsForAHookAfterOneThatLeftTheInterruptFlag() throws HookFailure {
    registry.add(
        new HookEntry(
            registry,
            new HookBuilder("first", registry, () -> {})
                .beforeCheckpoint(() -> Thread.currentThread().interrupt())));
    registry.add(
        new HookEntry(
            registry,
            new HookBuilder("limited", registry, () -> {})
                .priority(-1)
                .timeLimit(Duration.ofSeconds(10))
                .beforeCheckpoint(() -> Thread.sleep(10))));
    cycle.beforeCheckpoint();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void runsAHookWithoutALimitOnTheCallingThread() throws HookFailure {
    List<Thread> seen = new ArrayList<>();
    after("plain", () -> seen.add(Thread.currentThread()));
    cycle.afterRestore();
    assertThat(seen).containsExactly(Thread.currentThread());
  }

  @Test
  void callsNoMoreHooksWhenTheBudgetIsSpent() {
    cycle.setBudget(Phase.AFTER_RESTORE, Duration.ofSeconds(2));
    after("slow", () -> clock.sleep(Duration.ofSeconds(3)));
    add("critical");
    hook("optional").bestEffort().afterRestore(() -> calls.add("optional")).register();
    HookFailure failure = catchThrowableOfType(HookFailure.class, cycle::afterRestore);
    assertThat(calls).isEmpty();
    assertThat(failure.failedHooks()).containsExactly("critical");
    assertThat(failure).hasMessageContaining("the phase's 2000 ms are spent [HOOKS_BUDGET_SPENT]");
    assertThat(cycle.report().outcomes())
        .extracting(HookOutcome::result)
        .containsExactly(
            HookOutcome.Result.OK, HookOutcome.Result.SKIPPED, HookOutcome.Result.SKIPPED);
    assertThat(cycle.report().budgetLeft(Phase.AFTER_RESTORE)).isZero();
  }

  @Test
  void keepsTheReportOfBeforeTheCheckpointAfterTheRestore() throws HookFailure {
    hook("pool")
        .beforeCheckpoint(() -> clock.sleep(Duration.ofMillis(13)))
        .afterRestore(() -> clock.sleep(Duration.ofMillis(7)))
        .register();
    cycle.beforeCheckpoint();
    clock.restoreAfter(Duration.ofHours(5));
    cycle.afterRestore();
    assertThat(cycle.report().toJson())
        .isEqualTo(
            "{\"beforeCheckpoint\":{\"budgetLeftMillis\":119987.00,\"hooks\":[{\"name\":\"pool\","
                + "\"millis\":13.00,\"result\":\"OK\"}]},\"afterRestore\":{\"budgetLeftMillis\":"
                + "7993.00,\"hooks\":[{\"name\":\"pool\",\"millis\":7.00,\"result\":\"OK\"}]},\"remains\":[]}");
  }

  @Test
  void leavesNoThreadBehind() throws HookFailure {
    hook("limited").timeLimit(Duration.ofSeconds(30)).afterRestore(() -> {}).register();
    int before = Thread.activeCount();
    cycle.afterRestore();
    assertThat(Thread.activeCount()).isEqualTo(before);
  }

  /** Not a lambda, for those the JVM may keep. */
  private record Counting(List<String> calls) implements Hook {
    @Override
    public void run() {
      calls.add("counted");
    }
  }

  private HookBuilder hook(String name) {
    return new HookBuilder(name, registry, () -> {});
  }

  private HookRegistration after(String name, Hook hook) {
    return hook(name).afterRestore(hook).register();
  }

  private HookBuilder both(String name) {
    return hook(name)
        .beforeCheckpoint(() -> calls.add("-" + name))
        .afterRestore(() -> calls.add("+" + name));
  }

  private static void hang(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
  }

  private HookRegistration add(String name) {
    return after(name, () -> calls.add(name));
  }

  private void throwing(String name, Throwable thrown) throws Exception {
    calls.add(name);
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
