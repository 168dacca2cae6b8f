package dev.snapstart.emulator.conformance;

import org.jspecify.annotations.Nullable;

/**
 * Something that a runtime must do, and how it is seen from outside. Immutable.
 *
 * @param number its number, the same for ever
 * @param text what the runtime does
 * @param check how it is driven, null if it is not
 * @param reason why it is not driven, null if it is
 */
record Behaviour(int number, String text, @Nullable Check check, @Nullable String reason) {

  /** Drives a runtime and throws a {@link Violation} for one that does something else. */
  interface Check {
    void run(Bench bench) throws Exception;
  }

  static Behaviour of(int number, String text, Check check) {
    return new Behaviour(number, text, check, null);
  }

  static Behaviour notDriven(int number, String text, String reason) {
    return new Behaviour(number, text, null, reason);
  }
}
