package dev.snapstart.runtime;

import dev.snapstart.runtime.crac.Context;
import dev.snapstart.runtime.crac.Core;
import dev.snapstart.runtime.crac.Resource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the process gets from its initialisation to its first invocation. */
sealed interface Checkpoint {

  /**
   * Passes the checkpoint, if there is one.
   *
   * @return null when the process may go on; otherwise why it must end, reported already
   * @throws IOException when a failure cannot be reported
   */
  @Nullable ExitStatus pass(RuntimeApi api) throws IOException;

  /** The checkpoint that fits the way in which the platform initialises the process. */
  static Checkpoint of(RuntimeConfig config) {
    return config.snapStart() ? new Managed() : new None();
  }

  /** No snapshot is taken; hooks never run. */
  record None() implements Checkpoint {

    @Override
    public @Nullable ExitStatus pass(RuntimeApi api) {
      return null;
    }
  }

  /**
   * The platform takes the snapshot while the process waits in {@code restore/next}: <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-custom.html">custom
   * runtimes under SnapStart</a>.
   */
  record Managed() implements Checkpoint {

    @Override
    public @Nullable ExitStatus pass(RuntimeApi api) throws IOException {
      Context<Resource> hooks = Core.getGlobalContext();
      try {
        hooks.beforeCheckpoint(hooks);
      } catch (Exception e) {
        LogLines.print("hooks failed before the checkpoint", e);
        api.failInit(InvocationError.of(InvocationError.BEFORE_CHECKPOINT, e));
        return ExitStatus.CHECKPOINT_FAILED;
      }
      // garbage would be stored in the snapshot and fetched by every clone
      System.gc();
      try {
        api.awaitRestore();
      } catch (IOException e) {
        LogLines.print("cannot wait for the restore", e);
        api.failInit(InvocationError.of(InvocationError.RESTORE, e));
        return ExitStatus.CHECKPOINT_FAILED;
      }
      try {
        hooks.afterRestore(hooks);
        return null;
      } catch (Exception e) {
        LogLines.print("hooks failed after the restore", e);
        api.failRestore(InvocationError.of(InvocationError.AFTER_RESTORE, e));
        return ExitStatus.CHECKPOINT_FAILED;
      }
    }
  }
}
