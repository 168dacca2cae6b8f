package dev.snapstart.benchmarks.functions.plain;

import java.util.concurrent.Callable;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/** What a function does before the checkpoint, as often as the variable {@code PRIME} says. */
public final class Prime implements Resource {

  /** org.crac holds it weakly. */
  private static @Nullable Prime held;

  private final Callable<?> invocation;

  private Prime(Callable<?> invocation) {
    this.invocation = invocation;
  }

  /** Registers a call of the function; not to be touched by a start that does not prime. */
  public static void with(Callable<?> invocation) {
    held = new Prime(invocation);
    Core.getGlobalContext().register(held);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    for (int i = 0; i < Integer.parseInt(System.getenv("PRIME")); i++) {
      invocation.call();
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
