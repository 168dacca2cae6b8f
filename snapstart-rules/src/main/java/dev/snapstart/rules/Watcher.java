package dev.snapstart.rules;

/** Sees where a value comes to, while it is followed. */
interface Watcher {

  /** The value is an argument of a call, or its receiver. */
  default void argument(Step step, Call call, int index) {}

  /**
   * The value, or something that holds it, comes into a field.
   *
   * @return whether it is to be followed from there
   */
  default boolean field(Step step, FieldReference field, int line, boolean isStatic) {
    return true;
  }

  /** The value is now held by the object that a method was called on. */
  default void self(Step step) {}

  /** A method gives the value back to callers that nobody knows. */
  default void returned(Step step) {}
}
