package dev.snapstart.hooks;

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
    // the first hook loads the holder, which registers with org.crac
    OnlyResource.ensureRegistered();
    return registration;
  }

  /** The strong reference to the one resource, and its registration at the first hook. */
  private static final class OnlyResource {

    private static final CracResource RESOURCE = new CracResource(BEFORE_CHECKPOINT, AFTER_RESTORE);

    static {
      Core.getGlobalContext().register(RESOURCE);
    }

    private static void ensureRegistered() {}
  }
}
