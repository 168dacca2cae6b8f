package dev.snapstart.crac;

/** The door that org.crac looks for. Thread-safe. */
public final class Core {

  private static final Context<Resource> GLOBAL_CONTEXT = new OrderedContext();

  private Core() {}

  /**
   * The context of the process.
   *
   * @return always the same context, never null
   */
  public static Context<Resource> getGlobalContext() {
    return GLOBAL_CONTEXT;
  }

  /**
   * Runs the hooks before the checkpoint, has the launcher ({@code snapstart-emulator checkpoint})
   * take the snapshot, and returns in every process that is restored from it, after its hooks. The
   * process that calls it ends where the snapshot is taken. If none can be taken the process goes
   * on, with the hooks after the restore. Threads that ask at the same time take turns.
   *
   * @throws UnsupportedOperationException if the process was not started by the launcher; on Lambda
   *     the platform decides when a snapshot is taken. No hook has run then.
   * @throws CheckpointException if a hook failed before the checkpoint, or no snapshot could be
   *     taken; the reasons are suppressed exceptions, for org.crac drops the message
   * @throws RestoreException if a hook failed after the restore; each failure is suppressed
   */
  public static void checkpointRestore() throws CheckpointException, RestoreException {
    Cycle.run(GLOBAL_CONTEXT);
  }
}
