package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.hooks.fakecrac.Context;
import dev.snapstart.hooks.fakecrac.Core;
import dev.snapstart.hooks.fakecrac.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Through org.crac as it is published, with its weak references, over a fake implementation. */
class CheckpointHooksTest {

  private static final String FAKE = Core.class.getPackageName();
  private static final List<String> CALLS = new ArrayList<>();

  private final Context<Resource> crac = Core.getGlobalContext();
  private final List<HookRegistration> registrations = new ArrayList<>();

  private record Named(String name) implements Hook {
    @Override
    public void run() {
      CALLS.add(name);
    }
  }

  @AfterEach
  void removeHooks() {
    registrations.forEach(HookRegistration::close);
    CALLS.clear();
  }

  @Test
  void runsHooksThatNothingElseRefersTo() throws Exception {
    for (int i = 0; i < 3; i++) {
      int number = i;
      before("lambda", () -> CALLS.add("before " + number));
      after("lambda", () -> CALLS.add("after " + number));
    }
    collectGarbage();
    crac.beforeCheckpoint(crac);
    collectGarbage();
    crac.afterRestore(crac);
    assertThat(CALLS)
        .containsExactly("before 2", "before 1", "before 0", "after 0", "after 1", "after 2");
  }

  @Test
  void runsEqualHooksEach() throws Exception {
    after("record", new Named("equal"));
    after("record", new Named("equal"));
    crac.afterRestore(crac);
    collectGarbage();
    crac.afterRestore(crac);
    assertThat(CALLS).containsExactly("equal", "equal", "equal", "equal");
  }

  @Test
  void registersOneResourceHoweverManyHooksThereAre() {
    for (int i = 0; i < 10; i++) {
      before("hook", () -> {});
      after("hook", () -> {});
    }
    assertThat(Core.registeredCount()).isEqualTo(1);
  }

  @Test
  void runsAfterHooksInThisCycleThatAreRegisteredBeforeTheCheckpoint() throws Exception {
    before("registering", () -> after("late", () -> CALLS.add("late")));
    crac.beforeCheckpoint(crac);
    crac.afterRestore(crac);
    assertThat(CALLS).containsExactly("late");
  }

  @Test
  void takesPartInEveryCycle() throws Exception {
    before("before", () -> CALLS.add("before"));
    after("after", () -> CALLS.add("after"));
    for (int cycle = 0; cycle < 2; cycle++) {
      crac.beforeCheckpoint(crac);
      crac.afterRestore(crac);
    }
    assertThat(CALLS).containsExactly("before", "after", "before", "after");
  }

  @Test
  void failsThePhaseWithTheNamesOfFailedHooks() {
    after(
        "pool",
        () -> {
          throw new AssertionError("still open");
        });
    HookFailure failure = catchThrowableOfType(HookFailure.class, () -> crac.afterRestore(crac));
    assertThat(failure).hasMessageContaining("\"pool\"").hasMessageContaining("still open");
  }

  /** As with AWS's context, whose monitor is held while hooks run. */
  @Test
  void doesNotDeadlockWhenTwoThreadsRegisterTheirFirstHookDuringAPhase() throws Exception {
    assertThat(OtherJvm.outputOf(FirstHookDuringAPhase.class, "-Dorg.crac.Core.Compat=" + FAKE))
        .isEqualTo("phase ended");
  }

  @Test
  void hasOneResourceRegisteredBeforeAnyOfManyThreadsComesBackFromItsFirstHook() throws Exception {
    assertThat(OtherJvm.outputOf(FirstHookOfManyThreads.class, "-Dorg.crac.Core.Compat=" + FAKE))
        .isEqualTo("seen by each thread: [1], in the end: 1");
  }

  @Test
  void registersQuietlyWhereNothingImplementsCrac() throws Exception {
    assertThat(OtherJvm.outputOf(Registering.class, "-Dunused")).isEqualTo("NO_IMPLEMENTATION");
  }

  @Test
  void registersQuietlyWhereTheImplementationHasNoContext() throws Exception {
    assertThat(
            OtherJvm.outputOf(
                Registering.class, "-Dorg.crac.Core.Compat=dev.snapstart.hooks.contextlesscrac"))
        .isEqualTo("DISABLED");
  }

  @Test
  void registersQuietlyWithoutOrgCrac() throws Exception {
    String classPath = System.getProperty("java.class.path");
    String crac = org.crac.Core.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    assertThat(classPath).contains(crac);
    assertThat(OtherJvm.outputOf(Registering.class, "-Dunused", classPath.replace(crac, "")))
        .isEqualTo("NO_ORG_CRAC");
  }

  @Test
  void knowsThatAnImplementationIsThere() throws Exception {
    assertThat(OtherJvm.outputOf(Registering.class, "-Dorg.crac.Core.Compat=" + FAKE))
        .isEqualTo("AVAILABLE");
  }

  /** Runs in a JVM of its own, where org.crac finds what the test wants it to find. */
  static final class Registering {
    public static void main(String[] arguments) {
      CheckpointHooks.beforeCheckpoint("never", () -> System.out.println("ran"));
      CheckpointHooks.afterRestore("never", () -> System.out.println("ran")).close();
      PerRestore.of(() -> "value").get();
      System.out.println(CheckpointHooks.support());
    }
  }

  /** Runs in a JVM of its own, for a first hook is registered once in each. */
  static final class FirstHookDuringAPhase {
    // org.crac holds resources weakly
    private static final org.crac.Resource FOREIGN = new RegisteringResource();

    public static void main(String[] arguments) throws Exception {
      org.crac.Core.getGlobalContext().register(FOREIGN);
      Thread phase =
          new Thread(() -> {
            try {
              synchronized (Core.REGISTRATION) {
                Core.getGlobalContext().beforeCheckpoint(Core.getGlobalContext());
              }
              System.out.println("phase ended");
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      phase.setDaemon(true);
      phase.start();
      phase.join(TimeUnit.SECONDS.toMillis(30));
    }
  }

  /** Registers our first hook, after another thread has begun to do so and is blocked. */
  private static final class RegisteringResource implements org.crac.Resource {
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends org.crac.Resource> context) {
      Thread other = new Thread(() -> CheckpointHooks.afterRestore("other", () -> {}));
      other.setDaemon(true);
      other.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (other.getState() != Thread.State.BLOCKED && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      CheckpointHooks.afterRestore("mine", () -> {});
    }

    @Override
    public void afterRestore(org.crac.Context<? extends org.crac.Resource> context) {}
  }

  /** Runs in a JVM of its own; prints how many resources org.crac has. */
  static final class FirstHookOfManyThreads {
    public static void main(String[] arguments) throws InterruptedException {
      CountDownLatch start = new CountDownLatch(1);
      Set<Integer> seen = ConcurrentHashMap.newKeySet();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Thread thread =
            new Thread(() -> {
              try {
                start.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              CheckpointHooks.beforeCheckpoint("hook", () -> {});
              seen.add(Core.registeredCount());
            });
        thread.start();
        threads.add(thread);
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.println(
          "seen by each thread: " + seen + ", in the end: " + Core.registeredCount());
    }
  }

  private void before(String name, Hook hook) {
    registrations.add(CheckpointHooks.beforeCheckpoint(name, hook));
  }

  private void after(String name, Hook hook) {
    registrations.add(CheckpointHooks.afterRestore(name, hook));
  }

  private static void collectGarbage() {
    for (int i = 0; i < 10; i++) {
      System.gc();
    }
  }
}
