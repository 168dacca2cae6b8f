package dev.snapstart.hooks;

import java.time.Duration;

/** Clocks that the test moves. */
final class FakeClock extends HookClock {

  private long nanos = 1_000_000;
  private long millis = 1_700_000_000_000L;

  @Override
  long nanoTime() {
    return nanos;
  }

  @Override
  long currentTimeMillis() {
    return millis;
  }

  /** Time goes by. */
  void sleep(Duration time) {
    nanos += time.toNanos();
    millis += time.toMillis();
  }

  /** The process was a snapshot for a while, as on Lambda: nanoTime stands still. */
  void restoreAfter(Duration downtime) {
    millis += downtime.toMillis();
  }

  /** Somebody sets the wall clock. */
  void setWallClock(Duration forwards) {
    millis += forwards.toMillis();
  }
}
