package dev.snapstart.emulator;

import java.time.Duration;

/**
 * How long the phases of an environment may take before the platform ends its process. Immutable.
 *
 * @param init from the start of the process to its first request for an invocation, on demand
 * @param snapStartInit from the start of the process to its request for the restore, before hooks
 *     included
 * @param restore from the restore to the request for an invocation, after hooks included
 */
public record Limits(Duration init, Duration snapStartInit, Duration restore) {

  private static final Limits PLATFORM =
      new Limits(Duration.ofSeconds(10), Duration.ofSeconds(130), Duration.ofSeconds(10));

  /**
   * Checks the values.
   *
   * @param init more than zero
   * @param snapStartInit more than zero
   * @param restore more than zero
   * @throws IllegalArgumentException if a limit is zero or negative
   */
  public Limits {
    requirePositive("init", init);
    requirePositive("snapStartInit", snapStartInit);
    requirePositive("restore", restore);
  }

  /**
   * The platform's limits: 10 s for init on demand, 130 s for init under snap-start, 10 s for the
   * restore.
   *
   * @return the limits that the AWS documentation names for custom runtimes and SnapStart
   */
  public static Limits platform() {
    return PLATFORM;
  }

  /** The platform gives init under snap-start the function's timeout where that is longer. */
  Limits withSnapStartInitOfAtLeast(Duration timeout) {
    return timeout.compareTo(snapStartInit) > 0 ? new Limits(init, timeout, restore) : this;
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "cannot use " + value + " as limit \"" + name + "\": expected a positive duration");
    }
  }
}
