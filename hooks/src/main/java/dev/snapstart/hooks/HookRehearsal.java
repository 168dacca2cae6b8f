package dev.snapstart.hooks;

import dev.snapstart.hooks.rehearsal.CheckpointException;
import dev.snapstart.hooks.rehearsal.Core;
import dev.snapstart.hooks.rehearsal.RestoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A checkpoint and a restore within one process, for unit tests: hooks run in order, in their
 * budgets and with a report, exactly as they will, and time goes by in between.
 *
 * <pre>{@code
 * static { HookRehearsal.prepare(); }
 *
 * @Test void numbersDifferAfterARestore() throws Exception {
 *   String before = orders.nextNumber();
 *   HookReport report = HookRehearsal.downtime(Duration.ofHours(5)).run();
 *   assertThat(orders.nextNumber()).isNotEqualTo(before);
 * }
 * }</pre>
 *
 * <p>After {@link #prepare} resources of others take part as they are, those of Spring and
 * Micronaut for example, as long as nothing has used org.crac before; without it, or too late, our
 * own hooks alone do. For one thread at a time.
 */
public final class HookRehearsal {

  private static final String IMPLEMENTATION = "org.crac.Core.Compat";

  private final Duration downtime;
  private final boolean jumping;

  private HookRehearsal(Duration downtime, boolean jumping) {
    this.downtime = downtime;
    this.jumping = jumping;
  }

  /** Makes org.crac pass resources on to rehearsals, unless an implementation is named already. */
  public static void prepare() {
    if (System.getProperty(IMPLEMENTATION) == null) {
      System.setProperty(IMPLEMENTATION, Core.class.getPackageName());
    }
  }

  /**
   * Says how long the process is a snapshot. Meanwhile the wall clock goes on and {@link
   * System#nanoTime} stands still, as on Lambda.
   *
   * @param downtime zero or more; negative for a wall clock that is set back
   * @return a rehearsal that can be run, more than once
   */
  public static HookRehearsal downtime(Duration downtime) {
    return new HookRehearsal(downtime, false);
  }

  /**
   * Lets {@link System#nanoTime} go on as well, as hooks and holders of this library see it, as
   * with CRaC and with CRIU without privileges.
   *
   * @return a rehearsal of that kind
   */
  public HookRehearsal withJumpingNanoTime() {
    return new HookRehearsal(downtime, true);
  }

  /**
   * Runs a whole cycle: hooks before the checkpoint, the downtime, hooks after the restore. When a
   * hook fails before the checkpoint there is no downtime, and the hooks after the restore run all
   * the same.
   *
   * @return what each hook did
   * @throws Exception when a critical hook or a resource of others failed, with all failures
   *     suppressed
   */
  public HookReport run() throws Exception {
    CheckpointHooks.ensureRegistered();
    if (Core.isUsed()) {
      runAll();
    } else {
      runOurs();
    }
    return CheckpointHooks.report();
  }

  /**
   * The wall clock as rehearsals leave it, for code under test that takes a clock.
   *
   * @return a clock in UTC that is ahead of the system's by all downtimes so far
   */
  public static Clock clock() {
    return new RehearsedClock(ZoneOffset.UTC);
  }

  private void runAll() throws CheckpointException, RestoreException {
    Core.checkpointRestore(this::pass);
  }

  private void runOurs() throws HookFailure {
    HookFailure failure = null;
    try {
      CheckpointHooks.cycle().beforeCheckpoint();
      pass();
    } catch (HookFailure e) {
      failure = e;
    }
    try {
      CheckpointHooks.cycle().afterRestore();
    } catch (HookFailure e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void pass() {
    HookClock.SYSTEM.advance(jumping ? downtime.toNanos() : 0, downtime.toMillis());
  }

  private static final class RehearsedClock extends Clock {

    private final ZoneId zone;

    RehearsedClock(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new RehearsedClock(other);
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(HookClock.SYSTEM.currentTimeMillis());
    }
  }
}
