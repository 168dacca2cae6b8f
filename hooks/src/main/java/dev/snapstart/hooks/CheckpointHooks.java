package dev.snapstart.hooks;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.crac.Core;

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
 *       OutOfMemoryError} included. Then the phase fails with a {@link HookFailure} that names each
 *       failed hook. An {@link InterruptedException} counts as a failure, and the thread's
 *       interrupt flag is set again when the phase ends.
 *   <li>A hook may register or remove hooks. One that is registered while its own phase runs takes
 *       part from the next cycle on.
 *   <li>Each phase in which a hook ran prints one line to the standard output: {@code HOOKS Phase:
 *       beforeCheckpoint}, the number of hooks, the whole duration and each hook's in milliseconds,
 *       separated by tabs as in Lambda's own {@code REPORT} line.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class CheckpointHooks {

  private static final HookPhase BEFORE_CHECKPOINT = new HookPhase("beforeCheckpoint");
  private static final HookPhase AFTER_RESTORE = new HookPhase("afterRestore");

  // org.crac holds resources weakly, this holds ours
  private static final CracResource RESOURCE = new CracResource(BEFORE_CHECKPOINT, AFTER_RESTORE);
  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 100_000;
  private static volatile boolean registered;

  private CheckpointHooks() {}

  /**
   * Registers a hook to run before the checkpoint, in reverse order of registration.
   *
   * @param name says what the hook is about, for reports and failures; not blank, no tabs or line
   *     breaks, need not be unique
   * @param hook what to do, never null
   * @return a handle that removes the hook; may be ignored
   * @throws IllegalArgumentException when the name is not fit for a report
   * @throws NullPointerException when the name or the hook is null
   */
  public static HookRegistration beforeCheckpoint(String name, Hook hook) {
    return register(BEFORE_CHECKPOINT, name, hook);
  }

  /**
   * Registers a hook to run after the restore, in order of registration.
   *
   * @param name says what the hook is about, for reports and failures; not blank, no tabs or line
   *     breaks, need not be unique
   * @param hook what to do, never null
   * @return a handle that removes the hook; may be ignored
   * @throws IllegalArgumentException when the name is not fit for a report
   * @throws NullPointerException when the name or the hook is null
   */
  public static HookRegistration afterRestore(String name, Hook hook) {
    return register(AFTER_RESTORE, name, hook);
  }

  private static HookRegistration register(HookPhase phase, String name, Hook hook) {
    HookRegistration registration = phase.add(name, hook);
    ensureRegistered();
    return registration;
  }

  /** Registers the one resource; other threads come back when that is done, or the wait is over. */
  private static void ensureRegistered() {
    if (BEGUN.compareAndSet(false, true)) {
      try {
        Core.getGlobalContext().register(RESOURCE);
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
}
