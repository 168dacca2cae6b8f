package dev.snapstart.hooks;

/** The two clocks of a JVM, which a restore treats differently. Thread-safe. */
class HookClock {

  static final HookClock SYSTEM = new HookClock();

  /** Since some moment; may stand still, or jump, while the process is a snapshot. */
  long nanoTime() {
    return System.nanoTime();
  }

  /** Since the epoch; may go backwards when somebody sets the clock. */
  long currentTimeMillis() {
    return System.currentTimeMillis();
  }
}
