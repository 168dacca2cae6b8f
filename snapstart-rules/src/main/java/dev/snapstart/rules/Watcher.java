package dev.snapstart.rules;

/** Sees where a value comes to, while it is followed. */
interface Watcher {

  /** How a value goes on that has come into a field. */
  enum Keeping {
    /** By those who read the field, and with the object that has it. */
    KEPT,
    /** By those who read the field, as the object gets another value later. */
    READ,
    /** Not at all. */
    ENDED
  }

  /** The value is an argument of a call, or its receiver. */
  default void argument(Step step, Call call, int index) {}

  /**
   * The value, or something that holds it, comes into a field.
   *
   * @return how it is to be followed from there
   */
  default Keeping field(Step step, FieldReference field, int line, boolean isStatic) {
    return Keeping.KEPT;
  }

  /** Whether what is decided by the value is to be followed, too. */
  default boolean followsDecisions() {
    return false;
  }

  /** The value is now held by the object that a method was called on. */
  default void self(Step step) {}

  /** A method gives the value back to callers that nobody knows. */
  default void returned(Step step) {}
}
