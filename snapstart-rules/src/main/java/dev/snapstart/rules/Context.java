package dev.snapstart.rules;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls by which a value came into a method, so that it leaves the same way.
 *
 * @param edge the newest call
 * @param outer those before it
 * @param depth how many these are
 */
record Context(Edge edge, @Nullable Context outer, int depth) {

  /** What came deeper than this may leave by any call. */
  private static final int DEEPEST = 4;

  static @Nullable Context enter(Edge edge, @Nullable Context outer) {
    int depth = outer == null ? 1 : outer.depth() + 1;
    return depth > DEEPEST ? null : new Context(edge, outer, depth);
  }

  /** There is only one edge of a kind, and comparing all that it is would cost most of the time. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(Object other) {
    return other instanceof Context context
        && edge == context.edge
        && Objects.equals(outer, context.outer);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(edge) + Objects.hashCode(outer);
  }
}
