package dev.snapstart.hooks;

import java.util.concurrent.atomic.AtomicLong;

/** The two clocks of a JVM, which a restore treats differently. Thread-safe. */
class HookClock {

  static final HookClock SYSTEM = new HookClock();

  private final AtomicLong nanosAhead = new AtomicLong();
  private final AtomicLong millisAhead = new AtomicLong();

  /** Since some moment; may stand still, or jump, while the process is a snapshot. */
  long nanoTime() {
    return System.nanoTime() + nanosAhead.get();
  }

  /** Since the epoch; may go backwards when somebody sets the clock. */
  long currentTimeMillis() {
    return System.currentTimeMillis() + millisAhead.get();
  }

  /** What a rehearsal lets pass on each of them. */
  void advance(long nanos, long millis) {
    nanosAhead.addAndGet(nanos);
    millisAhead.addAndGet(millis);
  }
}
