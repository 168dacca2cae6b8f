package dev.snapstart.hooks;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call of a hook that is waited for only so long, on a daemon thread of its own. */
final class LimitedCall extends Thread {

  /** For a hook that ends at the interrupt, and may say what it was waiting for. */
  private static final long LAST_WORDS_MILLIS = 100;

  private final Hook hook;
  private volatile @Nullable Throwable thrown;
  private volatile boolean over;
  private boolean late;

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

  /** Whether the call took longer than it may. */
  boolean isLate() {
    return late;
  }

  /** Makes the call; gives back what it threw, or where it was when its time was over, or null. */
  @Nullable Throwable run(long limitNanos) {
    start();
    try {
      join(Math.max(1, limitNanos / 1_000_000));
      if (over) {
        return thrown;
      }
      late = true;
      StackTraceElement[] position = getStackTrace();
      interrupt();
      join(LAST_WORDS_MILLIS);
      TimeoutException timeout =
          new TimeoutException(
              "still at work after "
                  + limitNanos / 1_000_000
                  + " ms [HOOKS_TIME_LIMIT]"
                  + lastWords());
      timeout.setStackTrace(position);
      return timeout;
    } catch (InterruptedException e) {
      interrupt();
      return e;
    }
  }

  private String lastWords() {
    Throwable last = thrown;
    if (last == null || last instanceof InterruptedException || last.getMessage() == null) {
      return "";
    }
    return ": " + last.getMessage();
  }
}
