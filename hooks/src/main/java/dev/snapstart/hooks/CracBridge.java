package dev.snapstart.hooks;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What org.crac knows of us: one resource, whatever hooks there are. The only class that needs
 * org.crac. Not a record, for org.crac compares by equals.
 */
final class CracBridge implements Resource {

  private final HookCycle cycle;

  private CracBridge(HookCycle cycle) {
    this.cycle = cycle;
  }

  /**
   * Registers a resource.
   *
   * @return the resource, which org.crac holds weakly
   */
  static Object register(HookCycle cycle) {
    CracBridge resource = new CracBridge(cycle);
    Core.getGlobalContext().register(resource);
    return resource;
  }

  /** Looks where org.crac looks; it does not say itself whether it has found anything. */
  static CheckpointSupport support() {
    return isImplementedBy(System.getProperty("org.crac.Core.Compat"))
            || isImplementedBy("javax.crac")
            || isImplementedBy("jdk.crac")
        ? CheckpointSupport.AVAILABLE
        : CheckpointSupport.NO_IMPLEMENTATION;
  }

  private static boolean isImplementedBy(@Nullable String packageName) {
    if (packageName == null) {
      return false;
    }
    try {
      Class.forName(packageName + ".Core", false, Core.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws HookFailure {
    cycle.beforeCheckpoint();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) throws HookFailure {
    cycle.afterRestore();
  }
}
