package dev.snapstart.hooks;

import java.time.Duration;

/** Counts restores and measures how long the process was a snapshot. Thread-safe. */
final class RestoreClock {

  /** What is known of the newest restore; the count is 0 before there is one. */
  record Restore(int count, long millis, Duration downtime) {}

  private final HookClock clock;
  private volatile Restore newest = new Restore(0, 0, Duration.ZERO);
  private volatile boolean checkpointed;
  private volatile long millisAtCheckpoint;
  private volatile long nanosAtCheckpoint;

  RestoreClock(HookClock clock) {
    this.clock = clock;
  }

  Restore newest() {
    return newest;
  }

  /** The hooks before the checkpoint have run. */
  void checkpointing() {
    millisAtCheckpoint = clock.currentTimeMillis();
    nanosAtCheckpoint = clock.nanoTime();
    checkpointed = true;
  }

  /**
   * The process runs again. The wall clock tells for how long it did not, on Lambda and under CRIU
   * as root, where {@link System#nanoTime} stood still, and elsewhere, too; only where somebody has
   * set it back meanwhile, the other clock may know more.
   */
  void restored() {
    long millis = clock.currentTimeMillis();
    Duration downtime = Duration.ZERO;
    if (checkpointed) {
      long wall = millis - millisAtCheckpoint;
      long nanos = clock.nanoTime() - nanosAtCheckpoint;
      downtime = wall >= 0 ? Duration.ofMillis(wall) : Duration.ofNanos(Math.max(0, nanos));
    }
    newest = new Restore(newest.count() + 1, millis, downtime);
    checkpointed = false;
  }
}
