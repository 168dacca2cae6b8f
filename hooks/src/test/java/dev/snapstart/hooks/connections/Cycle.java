package dev.snapstart.hooks.connections;

import dev.snapstart.hooks.fakecrac.Context;
import dev.snapstart.hooks.fakecrac.Core;
import dev.snapstart.hooks.fakecrac.Resource;

/** The two phases, called as a runtime does. */
final class Cycle {

  private static final Context<Resource> CRAC = Core.getGlobalContext();

  private Cycle() {}

  static void checkpoint() throws Exception {
    CRAC.beforeCheckpoint(CRAC);
  }

  static void restore() throws Exception {
    CRAC.afterRestore(CRAC);
  }
}
