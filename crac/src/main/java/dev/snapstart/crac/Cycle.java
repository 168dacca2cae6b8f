package dev.snapstart.crac;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A checkpoint that the program asks for, and what follows: one at a time in a process. */
final class Cycle {

  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private Cycle() {}

  /** Returns in a process that was restored. */
  static void run(Context<Resource> hooks) throws CheckpointException, RestoreException {
    if (!Launcher.isThere()) {
      throw new UnsupportedOperationException(
          "cannot checkpoint on request: the program was not started by \"snapstart-emulator"
              + " checkpoint --to DIR -- java …\", and on Lambda the platform takes the snapshot"
              + " when the function has been initialised [CRAC_NO_LAUNCHER]");
    }
    if (ONE_AT_A_TIME.isHeldByCurrentThread()) {
      throw refused("a hook asked for a checkpoint while one is being taken [CRAC_IN_HOOK]");
    }
    ONE_AT_A_TIME.lock();
    try {
      String refusal = Launcher.refusal();
      if (refusal != null) {
        throw refused(refusal);
      }
      checkpoint(hooks);
      // from here on this is a clone
      hooks.afterRestore(hooks);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private static void checkpoint(Context<Resource> hooks) throws CheckpointException {
    try {
      hooks.beforeCheckpoint(hooks);
    } catch (CheckpointException e) {
      throw goOn(hooks, e);
    }
    // garbage would be stored in the snapshot and read by every clone
    System.gc();
    @Nullable String problem = Launcher.ask();
    if (problem != null) {
      throw goOn(hooks, refused(problem));
    }
  }

  /** What the hooks before the checkpoint have put away is needed again. */
  private static CheckpointException goOn(Context<Resource> hooks, CheckpointException failure) {
    try {
      hooks.afterRestore(hooks);
    } catch (RestoreException e) {
      for (Throwable each : e.getSuppressed()) {
        failure.addSuppressed(each);
      }
    }
    return failure;
  }

  /** The reason is told twice because org.crac passes on the suppressed exceptions only. */
  private static CheckpointException refused(String reason) {
    String message = "cannot checkpoint: " + reason;
    CheckpointException refused = new CheckpointException(message);
    refused.addSuppressed(new IllegalStateException(message));
    return refused;
  }
}
