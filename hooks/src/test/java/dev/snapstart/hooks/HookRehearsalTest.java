package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

/** Each in a JVM of its own, for org.crac looks for its implementation once. */
class HookRehearsalTest {

  @Test
  void runsResourcesOfOthersAmongOurHooks() throws Exception {
    assertThat(OtherJvm.outputOf(WithForeign.class, "-Dunused").lines().filter(this::isSaid))
        .containsExactly(
            "before foreign",
            "before ours",
            "after ours",
            "after foreign",
            "downtime PT5H",
            "hooks 2",
            "clock ahead true");
  }

  @Test
  void runsOurHooksAloneWhereOrgCracHasChosenBefore() throws Exception {
    assertThat(OtherJvm.outputOf(TooLate.class, "-Dunused").lines().filter(this::isSaid))
        .containsExactly("before ours", "after ours", "downtime PT1M");
  }

  @Test
  void tellsOfFailuresAndRunsTheHooksAfterTheRestoreAllTheSame() throws Exception {
    assertThat(OtherJvm.outputOf(Failing.class, "-Dunused").lines().filter(this::isSaid))
        .containsExactly(
            "after ours",
            "hooks failed before the checkpoint: see what is suppressed [HOOKS_FAILED]",
            "CheckpointException of 1: 1 hook failed in beforeCheckpoint: \"ours\""
                + " (java.lang.IllegalStateException: busy) [HOOKS_FAILED]",
            "downtime PT0S");
  }

  @Test
  void letsNanoTimeGoOnWhereItIsToJump() throws Exception {
    assertThat(OtherJvm.outputOf(Jumping.class, "-Dunused").lines().filter(this::isSaid))
        .containsExactly("downtime PT5H", "nanoTime went on: true");
  }

  private boolean isSaid(String line) {
    return !line.startsWith("HOOKS ") && !line.startsWith("WARNING: ") && !line.isEmpty();
  }

  private static HookRegistration registerOurs() {
    return CheckpointHooks.hook("ours")
        .beforeCheckpoint(() -> System.out.println("before ours"))
        .afterRestore(() -> System.out.println("after ours"))
        .register();
  }

  /** To the second, as the machine's own time goes by as well. */
  private static Duration downtime() {
    return Duration.ofSeconds(Restores.downtime().toSeconds());
  }

  /** As Spring's or Micronaut's. */
  static final class Foreign implements Resource {
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      System.out.println("before foreign");
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      System.out.println("after foreign");
    }
  }

  /** Ours first, then somebody else's. */
  static final class WithForeign {
    private static final Foreign FOREIGN = new Foreign();

    public static void main(String[] arguments) throws Exception {
      HookRehearsal.prepare();
      registerOurs();
      Core.getGlobalContext().register(FOREIGN);
      HookReport report = HookRehearsal.downtime(Duration.ofHours(5)).run();
      System.out.println("downtime " + downtime());
      System.out.println("hooks " + report.outcomes().size());
      System.out.println(
          "clock ahead "
              + HookRehearsal.clock().instant().isAfter(Instant.now().plusSeconds(17_000)));
    }
  }

  /** org.crac is used before anybody thinks of a rehearsal. */
  static final class TooLate {
    private static final Foreign FOREIGN = new Foreign();

    public static void main(String[] arguments) throws Exception {
      Core.getGlobalContext().register(FOREIGN);
      HookRehearsal.prepare();
      registerOurs();
      HookRehearsal.downtime(Duration.ofMinutes(1)).run();
      System.out.println("downtime " + downtime());
    }
  }

  /** A hook that fails before the checkpoint. */
  static final class Failing {
    public static void main(String[] arguments) {
      HookRehearsal.prepare();
      CheckpointHooks.hook("ours")
          .beforeCheckpoint(() -> {
            throw new IllegalStateException("busy");
          })
          .afterRestore(() -> System.out.println("after ours"))
          .register();
      try {
        HookRehearsal.downtime(Duration.ofHours(5)).run();
      } catch (Exception e) {
        System.out.println(e.getMessage());
        Throwable[] all = e.getSuppressed();
        System.out.println(
            e.getClass().getSimpleName() + " of " + all.length + ": " + all[0].getMessage());
      }
      System.out.println("downtime " + downtime());
    }
  }

  /** The clock world of CRaC. */
  static final class Jumping {
    public static void main(String[] arguments) throws Exception {
      HookRehearsal.prepare();
      long before = HookClock.SYSTEM.nanoTime();
      HookRehearsal.downtime(Duration.ofHours(5)).withJumpingNanoTime().run();
      System.out.println("downtime " + downtime());
      System.out.println(
          "nanoTime went on: "
              + (HookClock.SYSTEM.nanoTime() - before > Duration.ofHours(5).toNanos()));
    }
  }
}
