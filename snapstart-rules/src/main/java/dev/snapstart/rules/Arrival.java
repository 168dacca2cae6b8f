package dev.snapstart.rules;

import org.jspecify.annotations.Nullable;

/**
 * Why a method runs before the checkpoint: the shortest way to it.
 *
 * @param method the method
 * @param reason for a root: why it is one; empty otherwise
 * @param caller what runs it, unless it is a root
 * @param line line in the caller
 * @param lowered whether a condition is on the way
 * @param primed whether a hook before the checkpoint is on the way
 * @param managed whether the hooks library runs it, and again after each restore
 */
record Arrival(
    MethodModel method,
    String reason,
    @Nullable Arrival caller,
    int line,
    boolean lowered,
    boolean primed,
    boolean managed) {

  Arrival root() {
    return caller == null ? this : caller.root();
  }
}
