package dev.snapstart.emulator;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Where the platform's threads wait for something to happen in one environment, whichever part of
 * it it happens in. Safe for use by many threads; conditions are looked at without a lock.
 */
final class Changes {

  private long count;

  /** Lets everybody who waits look at its condition again. */
  synchronized void happened() {
    count++;
    notifyAll();
  }

  /** Waits until the condition holds, but not for ever: false if it does not by then. */
  boolean await(BooleanSupplier condition, Deadline deadline) throws InterruptedException {
    while (true) {
      long seen = count();
      if (condition.getAsBoolean()) {
        return true;
      }
      if (!awaitNewer(seen, deadline)) {
        return condition.getAsBoolean();
      }
    }
  }

  private synchronized long count() {
    return count;
  }

  private synchronized boolean awaitNewer(long seen, Deadline deadline)
      throws InterruptedException {
    while (count == seen) {
      Duration left = deadline.left();
      if (left.isZero()) {
        return false;
      }
      wait(Math.max(1, left.toMillis()));
    }
    return true;
  }
}
