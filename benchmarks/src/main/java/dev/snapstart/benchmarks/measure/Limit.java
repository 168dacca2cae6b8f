package dev.snapstart.benchmarks.measure;

import java.util.Locale;

/**
 * A count that must not get worse; times are no limits, as they depend on the machine.
 *
 * @param what is counted, with its unit
 * @param least it may be
 * @param most it may be
 */
public record Limit(String what, double least, double most) {

  /** One that must not grow over a value. */
  public static Limit atMost(double most, String what) {
    return new Limit(what, 0, most);
  }

  /** One that must not fall below a value. */
  public static Limit atLeast(double least, String what) {
    return new Limit(what, least, Double.MAX_VALUE);
  }

  /** Prints the value beside the limit and gives the exit status: 0 within the limit, else 1. */
  public int check(double value) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: %.1f (limit %s %.1f)",
            what,
            value,
            least > 0 ? "at least" : "at most",
            least > 0 ? least : most));
    return least <= value && value <= most ? 0 : 1;
  }
}
