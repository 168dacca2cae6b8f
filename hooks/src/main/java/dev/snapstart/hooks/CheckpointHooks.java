package dev.snapstart.hooks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Registers code that runs around a checkpoint: on Lambda's managed Java runtimes under SnapStart,
 * on {@code snapstart-runtime}, on a JDK with CRaC, or wherever else org.crac has an
 * implementation. Where it has none, hooks are registered and never run.
 *
 * <pre>{@code
 * CheckpointHooks.beforeCheckpoint("connection pool", pool::close);
 * CheckpointHooks.afterRestore("order numbers", this::newSeries);
 * }</pre>
 *
 * <p>What holds for every hook:
 *
 * <ul>
 *   <li>It is held strongly, so a lambda, a record or an object that nothing else refers to is not
 *       lost; org.crac itself holds resources weakly and by {@code equals}.
 *   <li>Hooks before the checkpoint run in reverse order of registration, hooks after the restore
 *       in order of registration: what was set up first is taken down last and is back first.
 *   <li>All hooks run, also after one has failed with an exception or an error, {@link
 *       OutOfMemoryError} included, as long as the phase's {@linkplain #budget budget} lasts. Then
 *       the phase fails with a {@link HookFailure} that names each failed hook. An {@link
 *       InterruptedException} counts as a failure, and the thread's interrupt flag is set again
 *       when the phase ends.
 *   <li>A hook may register or remove hooks. One that is registered while its own phase runs takes
 *       part from the next cycle on; and what a hook does after the restore follows only what it
 *       did before the checkpoint, if it does something in both.
 *   <li>Each phase in which a hook ran prints one line to the standard output: {@code HOOKS Phase:
 *       beforeCheckpoint}, the number of hooks, the whole duration and each hook's in milliseconds,
 *       separated by tabs as in Lambda's own {@code REPORT} line.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class CheckpointHooks {

  private static final RestoreClock RESTORES = new RestoreClock(HookClock.SYSTEM);
  private static final HookRegistry REGISTRY = new HookRegistry();
  private static final HookCycle CYCLE = new HookCycle(REGISTRY, RESTORES, HookClock.SYSTEM);
  private static final Registration REGISTRATION = new Registration();
  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 100_000;
  private static volatile boolean registered;
  private static volatile CheckpointSupport support = CheckpointSupport.DISABLED;

  /** org.crac holds resources weakly, this holds ours. */
  @SuppressWarnings("UnusedVariable")
  private static volatile @Nullable Object resource;

  private CheckpointHooks() {}

  /**
   * Registers a hook to run before the checkpoint, in reverse order of registration. Short for
   * {@code hook(name).beforeCheckpoint(hook).register()}.
   *
   * @param name says what the hook is about, for reports and failures; not blank, no tabs or line
   *     breaks, need not be unique
   * @param hook what to do, never null
   * @return a handle that removes the hook; may be ignored
   * @throws IllegalArgumentException when the name is not fit for a report
   * @throws NullPointerException when the name or the hook is null
   */
  public static HookRegistration beforeCheckpoint(String name, Hook hook) {
    return hook(name).beforeCheckpoint(hook).register();
  }

  /**
   * Registers a hook to run after the restore, in order of registration. Short for {@code
   * hook(name).afterRestore(hook).register()}.
   *
   * @param name says what the hook is about, for reports and failures; not blank, no tabs or line
   *     breaks, need not be unique
   * @param hook what to do, never null
   * @return a handle that removes the hook; may be ignored
   * @throws IllegalArgumentException when the name is not fit for a report
   * @throws NullPointerException when the name or the hook is null
   */
  public static HookRegistration afterRestore(String name, Hook hook) {
    return hook(name).afterRestore(hook).register();
  }

  /**
   * Begins a hook with more to say: both phases under one name, its place among the others, a time
   * limit, whether a failure matters.
   *
   * <pre>{@code
   * CheckpointHooks.hook("connection pool")
   *     .beforeCheckpoint(pool::suspend)
   *     .afterRestore(pool::resume)
   *     .dependsOn("network")
   *     .timeLimit(Duration.ofSeconds(2))
   *     .register();
   * }</pre>
   *
   * @param name says what the hook is about, for reports and failures; not blank, no tabs or line
   *     breaks, need not be unique
   * @return a builder; nothing is registered before {@link HookBuilder#register}
   * @throws IllegalArgumentException when the name is not fit for a report
   * @throws NullPointerException when the name is null
   */
  public static HookBuilder hook(String name) {
    return new HookBuilder(name, REGISTRY, REGISTRATION);
  }

  /**
   * Limits how long all hooks of a phase may take. When the time is over, those that remain are not
   * called; the report says so, and the phase fails if one of them is critical. Without a call the
   * hooks before the checkpoint have 120 s and those after the restore 8 s: <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">AWS
   * ends</a> an init under SnapStart after 130 s or the function's timeout, and a restore after 10
   * s.
   *
   * @param phase which phase
   * @param budget more than zero
   * @throws IllegalArgumentException when the budget is zero or negative
   */
  public static void budget(Phase phase, Duration budget) {
    CYCLE.setBudget(phase, budget);
  }

  /**
   * Says whether each phase prints its line, and priming its own; both do without a call. Warnings
   * and failures go to the standard error all the same, and {@link #report} tells everything.
   *
   * @param printed false for silence
   */
  public static void printReports(boolean printed) {
    ReportText.setSilent(!printed);
  }

  /**
   * What the hooks of the newest cycle did. After the restore it also tells what they did before
   * the checkpoint.
   *
   * @return the report, without outcomes before any cycle
   */
  public static HookReport report() {
    return CYCLE.report();
  }

  /**
   * Whether anybody runs the hooks. Known when the first hook is registered.
   *
   * @return what was found; {@link CheckpointSupport#DISABLED} before there is a hook
   */
  public static CheckpointSupport support() {
    return support;
  }

  /** For a rehearsal where org.crac has another implementation, or none. */
  static HookCycle cycle() {
    return CYCLE;
  }

  static RestoreClock restores() {
    return RESTORES;
  }

  /** Registers the one resource; other threads come back when that is done, or the wait is over. */
  static void ensureRegistered() {
    if (BEGUN.compareAndSet(false, true)) {
      try {
        resource = CracBridge.register(CYCLE);
        support = CracBridge.support();
      } catch (NoClassDefFoundError e) {
        support = CheckpointSupport.NO_ORG_CRAC;
      } catch (RuntimeException e) {
        // an implementation that is switched off has no context, and org.crac fails on that
        support = CheckpointSupport.DISABLED;
      } finally {
        registered = true;
      }
    }
    // With a limit, which neither a lock nor a class initialiser has: AWS's context holds a monitor
    // while hooks run, so a thread that began above can be blocked until the phase ends, and a hook
    // that waited for that thread would never let it end.
    long start = registered ? 0 : System.nanoTime();
    while (!registered && System.nanoTime() - start < PATIENCE_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Not a lambda, which would be the first of a cold start. */
  private static final class Registration implements Runnable {
    @Override
    public void run() {
      ensureRegistered();
    }
  }
}
