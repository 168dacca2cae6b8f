package dev.snapstart.emulator.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of a behaviour. Immutable.
 *
 * @param section the section's id
 * @param number the behaviour's number
 * @param text the behaviour
 * @param verdict what came out
 * @param remark what was found instead, or why it was not driven; null if it passed
 */
record Result(String section, int number, String text, Verdict verdict, @Nullable String remark) {

  /** What came out. */
  enum Verdict {
    /** The runtime does it. */
    PASS("pass"),
    /** It does something else. */
    FAIL("FAIL"),
    /** Nobody knows. */
    NOT_DRIVEN("not driven");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /** As users read it. */
    String word() {
      return word;
    }
  }
}
