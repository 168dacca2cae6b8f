package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The process's environment variables as they are now. A value that was read during init and kept
 * is in the snapshot, shared by all clones, and may be that of another time: credentials above all.
 * What is asked for here is read when it is asked for. Thread-safe.
 *
 * <p>Under SnapStart the platform gives no keys in variables at all, but an endpoint that hands
 * them out ({@code AWS_CONTAINER_CREDENTIALS_FULL_URI}); a JDK with CRaC replaces the variables at
 * the restore.
 */
public final class FunctionEnvironment {

  private FunctionEnvironment() {}

  /**
   * Reads a variable.
   *
   * @param name the variable's name; not null
   * @return its value, or null when it is not set
   */
  public static @Nullable String variable(String name) {
    return RuntimeConfig.variables().get(name);
  }
}
