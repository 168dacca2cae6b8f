package dev.snapstart.rules;

import org.jspecify.annotations.Nullable;

/** Where class files come from: SpotBugs' class path, or a test. */
@FunctionalInterface
interface ClassFiles {

  /**
   * The bytes of a class.
   *
   * @param name internal name
   * @return null if there is no such class
   */
  byte @Nullable [] read(String name);
}
