package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.hooks.fakecrac.Context;
import dev.snapstart.hooks.fakecrac.Core;
import dev.snapstart.hooks.fakecrac.Resource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Through org.crac as it is published, with its weak references, over a fake implementation. */
class CheckpointHooksTest {

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

  @Test
  void registersQuietlyWhereNothingImplementsCrac() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutImplementation.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output.strip()).isEqualTo("registered");
    assertThat(process.exitValue()).isZero();
  }

  /** Runs in a JVM of its own, where org.crac finds no implementation. */
  static final class WithoutImplementation {
    public static void main(String[] arguments) {
      CheckpointHooks.beforeCheckpoint("never", () -> System.out.println("ran"));
      CheckpointHooks.afterRestore("never", () -> System.out.println("ran")).close();
      System.out.println("registered");
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
