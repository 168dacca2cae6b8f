package dev.snapstart.hooks;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call of a hook that is waited for only so long, on a daemon thread of its own. */
final class LimitedCall extends Thread {

  private final Hook hook;
  private volatile @Nullable Throwable thrown;
  private volatile boolean over;

  LimitedCall(String name, Hook hook) {
    super("hook " + name);
    this.hook = hook;
    setDaemon(true);
    setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  @Override
  public void run() {
    thrown = PhaseRun.call(hook);
    over = true;
  }

  /** Whether the call has come back. */
  boolean isOver() {
    return over;
  }

  /** Makes the call; gives back what it threw, or where it was when its time was over, or null. */
  @Nullable Throwable run(long limitNanos) {
    start();
    try {
      join(Math.max(1, limitNanos / 1_000_000));
    } catch (InterruptedException e) {
      interrupt();
      over = true;
      return e;
    }
    if (over) {
      return thrown;
    }
    TimeoutException late =
        new TimeoutException("still at work after " + limitNanos / 1_000_000 + " ms");
    late.setStackTrace(getStackTrace());
    interrupt();
    return late;
  }
}
