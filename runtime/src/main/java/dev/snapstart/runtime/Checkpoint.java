package dev.snapstart.runtime;

import dev.snapstart.crac.Context;
import dev.snapstart.crac.Core;
import dev.snapstart.crac.Resource;
import java.io.IOError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the process gets from its initialisation to its first invocation. */
sealed interface Checkpoint {

  /**
   * Passes the checkpoint, if there is one.
   *
   * @return null when the process may go on; otherwise why it must end, reported if that was
   *     possible
   */
  @Nullable ExitStatus pass(RuntimeApi api);

  /** The checkpoint that fits the way in which the platform initialises the process. */
  static Checkpoint of(RuntimeConfig config, LogLines log) {
    return config.snapStart() ? new Managed(log, config.dietSeconds()) : new None();
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
   *
   * @param dietSeconds how long the {@link Diet} may wait; negative for none
   */
  record Managed(LogLines log, int dietSeconds) implements Checkpoint {

    private static final String UNREPORTED =
        "cannot report the failure to the Runtime API [RUNTIME_API_FAILED]";

    @Override
    public @Nullable ExitStatus pass(RuntimeApi api) {
      Context<Resource> hooks = Core.getGlobalContext();
      try {
        hooks.beforeCheckpoint(hooks);
      } catch (Exception e) {
        log.print("hooks failed before the checkpoint", e);
        return failInit(api, InvocationError.of(InvocationError.BEFORE_CHECKPOINT, e));
      }
      load();
      DnsCache.clear();
      // last, for garbage of whatever came later would be stored in the snapshot
      slim();
      try {
        api.awaitRestore();
      } catch (IOException e) {
        log.print("cannot wait for the restore", e);
        return failInit(api, InvocationError.of(InvocationError.RESTORE, e));
      }
      // a hook before the checkpoint may not have been the last to look a name up
      DnsCache.clear();
      try {
        hooks.afterRestore(hooks);
        return null;
      } catch (Exception e) {
        log.print("hooks failed after the restore", e);
        return failRestore(api, InvocationError.of(InvocationError.AFTER_RESTORE, e));
      }
    }

    private void slim() {
      if (dietSeconds < 0) {
        System.gc();
        return;
      }
      try {
        Diet.keep(log, dietSeconds);
      } catch (Throwable e) {
        // a snapshot that is larger than it could be is better than none
        log.print("the diet before the checkpoint failed [RUNTIME_DIET_FAILED]", e);
      }
    }

    /** Loads for the snapshot what every clone would load otherwise for its first invocation. */
    private static void load() {
      Class<?>[] needed = {
        EventStream.class,
        HttpConnection.Response.class,
        Invocation.class,
        InvocationContext.class,
        InvocationError.class,
        InvocationLoop.class,
        IOError.class,
        ResponseBody.class
      };
      for (Class<?> each : needed) {
        try {
          // a class that is named is not linked yet
          Class.forName(each.getName(), true, each.getClassLoader());
        } catch (ClassNotFoundException e) {
          throw new NoClassDefFoundError(each.getName());
        }
      }
    }

    private ExitStatus failInit(RuntimeApi api, InvocationError error) {
      try {
        api.failInit(error);
      } catch (IOException e) {
        log.print(UNREPORTED, e);
      }
      return ExitStatus.CHECKPOINT_FAILED;
    }

    private ExitStatus failRestore(RuntimeApi api, InvocationError error) {
      try {
        api.failRestore(error);
      } catch (IOException e) {
        log.print(UNREPORTED, e);
      }
      return ExitStatus.CHECKPOINT_FAILED;
    }
  }
}
