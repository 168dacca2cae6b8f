package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
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

class HookPhaseTest {

  private final HookPhase phase = new HookPhase("beforeCheckpoint");
  private final PrintStream standardOutput = System.out;
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** PhaseReportTest is about the lines; one of thousands of hooks would fill the build's log. */
  @BeforeEach
  void silenceReports() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(standardOutput);
  }

  @Test
  void runsInOrderOfRegistrationOrReversed() throws HookFailure {
    add("a");
    add("b");
    add("c");
    phase.run();
    phase.runReversed();
    assertThat(calls).containsExactly("a", "b", "c", "c", "b", "a");
  }

  @Test
  void runsAllHooksWhenSomeFailAndNamesThem() {
    IOException first = new IOException("disk full");
    Error second = new NoClassDefFoundError("com/acme/Missing");
    phase.add("journal", () -> throwing("journal", first));
    add("catalogue");
    phase.add(
        "pool",
        () -> {
          calls.add("pool");
          throw second;
        });
    add("numbers");
    HookFailure failure = catchThrowableOfType(HookFailure.class, phase::run);
    assertThat(calls).containsExactly("journal", "catalogue", "pool", "numbers");
    assertThat(failure)
        .hasMessage(
            "2 hooks failed in beforeCheckpoint: \"journal\" (java.io.IOException: disk full),"
                + " \"pool\" (java.lang.NoClassDefFoundError: com/acme/Missing)")
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
    phase.add("greedy", () -> throwing("greedy", new OutOfMemoryError("heap")));
    add("next");
    HookFailure failure = catchThrowableOfType(HookFailure.class, phase::run);
    assertThat(calls).containsExactly("greedy", "next");
    assertThat(failure).hasMessageContaining("\"greedy\" (java.lang.OutOfMemoryError: heap)");
  }

  @Test
  void namesTheHookWhoseExceptionCannotDescribeItself() {
    phase.add(
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
    assertThat(catchThrowableOfType(HookFailure.class, phase::run))
        .hasMessageContaining("\"hostile\" (" + HookPhaseTest.class.getName());
  }

  @Test
  void setsTheInterruptFlagAgainWhenAHookWasInterrupted() {
    List<Boolean> seen = new ArrayList<>();
    phase.add("interrupted", () -> throwing("interrupted", new InterruptedException()));
    phase.add("later", () -> seen.add(Thread.currentThread().isInterrupted()));
    assertThat(catchThrowableOfType(HookFailure.class, phase::run).failedHooks())
        .containsExactly("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen).containsExactly(false);
  }

  @Test
  void keepsEachRegistrationApart() throws HookFailure {
    Hook hook = () -> calls.add("same");
    phase.add("same", hook);
    HookRegistration second = phase.add("same", hook);
    phase.run();
    assertThat(calls).hasSize(2);
    second.close();
    phase.run();
    assertThat(calls).hasSize(3);
  }

  @Test
  void removesAHookOnceHoweverOftenItsHandleIsClosed() throws HookFailure {
    HookRegistration registration = add("a");
    add("b");
    registration.close();
    registration.close();
    phase.run();
    assertThat(calls).containsExactly("b");
  }

  @Test
  void letsGoOfARemovedHook() {
    AtomicReference<Hook> hook = new AtomicReference<>(new Counting(calls));
    WeakReference<Hook> gone = new WeakReference<>(hook.get());
    phase.add("a", hook.get()).close();
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
    phase.add("remover", () -> later.get(0).close());
    later.add(add("removed"));
    add("kept");
    phase.run();
    assertThat(calls).containsExactly("kept");
  }

  @Test
  void letsHooksRegisterForTheNextCycleAlsoFromOtherThreads() throws HookFailure {
    phase.add(
        "registering",
        () -> {
          Thread other = new Thread(() -> add("late"));
          other.start();
          other.join(TimeUnit.SECONDS.toMillis(30));
          assertThat(other.isAlive()).isFalse();
        });
    phase.run();
    assertThat(calls).isEmpty();
    phase.run();
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
    phase.run();
    assertThat(calls).hasSize(threads * each);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\tb", "a\nb"})
  void refusesNamesThatDoNotFitAReport(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> phase.add(name, () -> {}))
        .withMessageContaining("\"" + name + "\"");
  }

  @Test
  void refusesNullAtOnce() {
    assertThatNullPointerException()
        .isThrownBy(() -> phase.add("journal", null))
        .withMessageContaining("\"journal\"");
    assertThatNullPointerException()
        .isThrownBy(() -> phase.add(null, () -> {}))
        .withMessageContaining("without a name");
  }

  /** Not a lambda, for those the JVM may keep. */
  private record Counting(List<String> calls) implements Hook {
    @Override
    public void run() {
      calls.add("counted");
    }
  }

  private HookRegistration add(String name) {
    return phase.add(name, () -> calls.add(name));
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
