package dev.snapstart.crac;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the restore. {@link System#getenv()} of a process that was restored
 * goes on telling those that the process was started with, for the JDK reads them once. Before a
 * restore, and where there is none, both tell the same. The variables are there before the first
 * hook after the restore runs. Thread-safe.
 */
public final class RestoredEnvironment {

  private static volatile Map<String, String> restored = Map.of();

  private RestoredEnvironment() {}

  /**
   * The value of a variable: that of the newest restore, else the one that the process was started
   * with.
   *
   * @param name the variable's name, never null
   * @return null if there is no such variable
   */
  public static @Nullable String get(String name) {
    String value = restored.get(name);
    return value == null ? System.getenv(name) : value;
  }

  /**
   * All variables: those that the process was started with, and in their place and besides those of
   * the newest restore.
   *
   * @return a copy, never null
   */
  public static Map<String, String> all() {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(restored);
    return all;
  }

  /** The process was restored with these variables. */
  static void set(Map<String, String> variables) {
    restored = variables;
  }
}
