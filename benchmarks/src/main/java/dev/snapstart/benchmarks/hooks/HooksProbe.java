package dev.snapstart.benchmarks.hooks;

import dev.snapstart.crac.Context;
import dev.snapstart.crac.Core;
import dev.snapstart.hooks.CheckpointHooks;
import dev.snapstart.hooks.Hook;
import java.util.ArrayList;
import java.util.List;

/**
 * One process that is measured: registers so many hooks that do nothing, passes a checkpoint and a
 * restore, and prints how long each took in nanoseconds. With snapstart-hooks, or with org.crac
 * alone, as a function would do without it.
 */
final class HooksProbe {

  /** What org.crac holds weakly has to be held by somebody. */
  private static final List<Object> HELD = new ArrayList<>();

  private HooksProbe() {}

  /** Takes {@code hooks} or {@code org.crac}, and a count. */
  public static void main(String[] arguments) throws Exception {
    boolean ours = arguments[0].equals("hooks");
    int count = Integer.parseInt(arguments[1]);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      if (ours) {
        register(i);
      } else {
        PlainResource.register(HELD);
      }
    }
    long registered = System.nanoTime();
    Context<dev.snapstart.crac.Resource> context = Core.getGlobalContext();
    long begin = System.nanoTime();
    context.beforeCheckpoint(context);
    long checkpointed = System.nanoTime();
    context.afterRestore(context);
    long restored = System.nanoTime();
    System.out.println(
        "NANOS "
            + (registered - start)
            + " "
            + (checkpointed - begin)
            + " "
            + (restored - checkpointed));
  }

  private static void register(int number) {
    CheckpointHooks.hook("hook ".concat(Integer.toString(number)))
        .beforeCheckpoint(new Nothing())
        .afterRestore(new Nothing())
        .register();
  }

  /** No lambda, the first of which in a process costs more than all of this. */
  private static final class Nothing implements Hook {
    @Override
    public void run() {}
  }

  /** Loaded only where org.crac is used alone. */
  private static final class PlainResource implements org.crac.Resource {

    static void register(List<Object> held) {
      PlainResource resource = new PlainResource();
      held.add(resource);
      org.crac.Core.getGlobalContext().register(resource);
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends org.crac.Resource> context) {}

    @Override
    public void afterRestore(org.crac.Context<? extends org.crac.Resource> context) {}
  }
}
