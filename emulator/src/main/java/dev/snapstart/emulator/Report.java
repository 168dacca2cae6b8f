package dev.snapstart.emulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the platform measured of one invocation: the values of its {@code REPORT} line. Immutable.
 *
 * @param duration from handing out the event to the accepted answer, or to the end of the process
 * @param initDuration from the start of the process to its first request for an invocation; null
 *     unless this is the first invocation of an environment that was started on demand
 * @param restoreDuration from the restore call to the request for an invocation; null unless this
 *     is the first invocation after a restore
 * @param billedRestoreDuration the part of the restore that is billed: from the answer to {@code
 *     restore/next} to the request for an invocation; null where {@code restoreDuration} is
 * @param maxMemoryUsedMb peak resident memory of the process and its children in MB, rounded up;
 *     null where it cannot be known, as after the process ended
 */
public record Report(
    Duration duration,
    @Nullable Duration initDuration,
    @Nullable Duration restoreDuration,
    @Nullable Duration billedRestoreDuration,
    @Nullable Integer maxMemoryUsedMb) {

  /**
   * What the platform bills: the duration, plus the init on demand (billed on provided runtimes) or
   * the billed part of the restore, rounded up to a millisecond.
   *
   * @return the billed time in milliseconds
   */
  public long billedMillis() {
    Duration billed = duration;
    if (initDuration != null) {
      billed = billed.plus(initDuration);
    }
    if (billedRestoreDuration != null) {
      billed = billed.plusMillis(millisRoundedUp(billedRestoreDuration));
    }
    return millisRoundedUp(billed);
  }

  static long millisRoundedUp(Duration duration) {
    return duration.plusNanos(999_999).toMillis();
  }
}
