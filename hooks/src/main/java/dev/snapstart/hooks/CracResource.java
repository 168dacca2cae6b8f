package dev.snapstart.hooks;

import org.crac.Context;
import org.crac.Resource;

/** What org.crac knows of us: the two phases. Not a record, for org.crac compares by equals. */
final class CracResource implements Resource {

  private final HookPhase before;
  private final HookPhase after;

  CracResource(HookPhase before, HookPhase after) {
    this.before = before;
    this.after = after;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws HookFailure {
    before.runReversed();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) throws HookFailure {
    after.run();
  }
}
