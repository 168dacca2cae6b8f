package dev.snapstart.emulator;

import java.time.Duration;

/**
 * What an environment may take before the platform ends its process: time, by phase, and memory.
 * Immutable.
 *
 * @param init from the start of the process to its first request for an invocation, on demand
 * @param snapStartInit from the start of the process to its request for the restore, before hooks
 *     included
 * @param restore from the restore to the request for an invocation, after hooks included
 * @param memory whether the processes of an environment are held to the memory of the function,
 *     where the machine lets the emulator do so (control groups of Linux, as root)
 */
public record Limits(Duration init, Duration snapStartInit, Duration restore, boolean memory) {

  private static final Limits PLATFORM =
      new Limits(Duration.ofSeconds(10), Duration.ofSeconds(130), Duration.ofSeconds(10));

  /**
   * Checks the values.
   *
   * @param init more than zero
   * @param snapStartInit more than zero
   * @param restore more than zero
   * @param memory whether memory is limited
   * @throws IllegalArgumentException if a limit is zero or negative
   */
  public Limits {
    requirePositive("init", init);
    requirePositive("snapStartInit", snapStartInit);
    requirePositive("restore", restore);
  }

  /**
   * Limits of time, with that of the memory.
   *
   * @param init more than zero
   * @param snapStartInit more than zero
   * @param restore more than zero
   * @throws IllegalArgumentException if a limit is zero or negative
   */
  public Limits(Duration init, Duration snapStartInit, Duration restore) {
    this(init, snapStartInit, restore, true);
  }

  /**
   * The platform's limits: 10 s for init on demand, 130 s for init under snap-start, 10 s for the
   * restore, and the memory of the function.
   *
   * @return the limits that the AWS documentation names for custom runtimes and SnapStart
   */
  public static Limits platform() {
    return PLATFORM;
  }

  /**
   * The same without a limit of the memory.
   *
   * @return limits of time only
   */
  public Limits withoutMemory() {
    return new Limits(init, snapStartInit, restore, false);
  }

  /** An init that is repeated within an invocation may take as long as that. */
  Limits withInit(Duration timeout) {
    return new Limits(timeout, snapStartInit, restore, memory);
  }

  /** The platform gives init under snap-start the function's timeout where that is longer. */
  Limits withSnapStartInitOfAtLeast(Duration timeout) {
    return timeout.compareTo(snapStartInit) > 0 ? new Limits(init, timeout, restore, memory) : this;
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "cannot use "
              + value
              + " as limit \""
              + name
              + "\": expected a positive duration [EMULATOR_BAD_OPTION]");
    }
  }
}
