package dev.snapstart.emulator;

import java.time.Duration;

/** A moment on the monotonic clock by which something must have happened. */
record Deadline(long nanos) {

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** The earlier of two. */
  Deadline orSooner(Deadline other) {
    return nanos - other.nanos < 0 ? this : other;
  }

  /** What is left until then, zero if it has passed. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
