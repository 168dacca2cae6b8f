package dev.snapstart.emulator;

import java.time.Duration;

/**
 * How many environments a version of a function has and what becomes of those that have nothing to
 * do. Immutable.
 *
 * @param concurrency how many invocations there may be at a time; one more is refused with 429
 * @param retirement how long an environment may be idle before it is ended; the platform does not
 *     say how long it waits
 * @param freezing whether the processes of an idle environment are held (SIGSTOP), as on the
 *     platform, where nothing runs between two invocations
 */
public record Scaling(int concurrency, Duration retirement, boolean freezing) {

  private static final Duration LONGEST = Duration.ofDays(36_525);
  private static final Scaling PLATFORM = new Scaling(1000, Duration.ofMinutes(10), true);

  /**
   * Checks the values.
   *
   * @param concurrency 1 or more
   * @param retirement more than zero
   * @param freezing whether idle processes are held
   * @throws IllegalArgumentException if a value is too small or too large
   */
  public Scaling {
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "cannot scale to a concurrency of "
              + concurrency
              + ": expected 1 or more [EMULATOR_BAD_OPTION]");
    }
    if (retirement.isZero() || retirement.isNegative() || retirement.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "cannot retire environments after "
              + retirement
              + ": expected a positive duration of 100 years at most [EMULATOR_BAD_OPTION]");
    }
  }

  /**
   * As on the platform: a concurrency of 1000, the quota of an account; 10 minutes; freezing.
   *
   * @return always the same values
   */
  public static Scaling platform() {
    return PLATFORM;
  }

  /**
   * The same with another concurrency.
   *
   * @param other 1 or more, as the reserved concurrency of a function
   * @return other values
   * @throws IllegalArgumentException if it is less than 1
   */
  public Scaling withConcurrency(int other) {
    return new Scaling(other, retirement, freezing);
  }

  /**
   * The same with another time until idle environments are ended.
   *
   * @param other more than zero
   * @return other values
   * @throws IllegalArgumentException if it is zero or negative
   */
  public Scaling withRetirement(Duration other) {
    return new Scaling(concurrency, other, freezing);
  }

  /**
   * The same, where the processes of idle environments go on.
   *
   * @return other values
   */
  public Scaling withoutFreezing() {
    return new Scaling(concurrency, retirement, false);
  }
}
