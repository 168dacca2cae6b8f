package dev.snapstart.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What is known of a process from outside, so that it is recognised in its heap.
 *
 * @param begin before it was started
 * @param end when its heap was dumped
 * @param nanoBegin what {@link System#nanoTime} was at the begin; JVMs of one machine share it
 * @param nanoEnd the same at the end
 * @param pid its id as it knows it itself
 * @param hostName of the machine
 * @param temporary its temporary directory
 * @param secrets values of its variables that are secrets by their names
 */
record Circumstances(
    Instant begin,
    Instant end,
    long nanoBegin,
    long nanoEnd,
    long pid,
    String hostName,
    String temporary,
    Set<String> secrets) {

  private static final Duration SLACK = Duration.ofSeconds(1);
  private static final long NANOS_IN_SECOND = 1_000_000_000L;
  private static final long NANOS_IN_MICRO = 1_000L;

  boolean isNow(Instant moment) {
    return !moment.isBefore(begin.minus(SLACK)) && !moment.isAfter(end.plus(SLACK));
  }

  /** Whether a number is a moment since 1970, in one of the usual units. */
  boolean isEpoch(long number) {
    if (number <= 0) {
      return false;
    }
    long seconds = begin.getEpochSecond();
    if (number < seconds * 100) {
      return isNow(Instant.ofEpochSecond(number));
    } else if (number < seconds * NANOS_IN_MICRO * 100) {
      return isNow(Instant.ofEpochMilli(number));
    } else if (number < seconds * NANOS_IN_MICRO * NANOS_IN_MICRO * 100) {
      return isNow(ofNanos(number / NANOS_IN_MICRO, number % NANOS_IN_MICRO));
    }
    return isNow(Instant.ofEpochSecond(number / NANOS_IN_SECOND, number % NANOS_IN_SECOND));
  }

  boolean isNanoTime(long number) {
    return number >= nanoBegin && number <= nanoEnd;
  }

  private static Instant ofNanos(long millis, long rest) {
    return Instant.ofEpochMilli(millis).plusNanos(rest * NANOS_IN_MICRO);
  }
}
