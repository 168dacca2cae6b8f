package dev.snapstart.hooks;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work at a fixed rate that stands still in a snapshot. Left alone, where {@link System#nanoTime}
 * goes on during the downtime the executor makes up for every run that was missed, at once; where
 * it stands still, the work is late by the downtime.
 *
 * <pre>{@code
 * ScheduledTask refresh =
 *     ScheduledTask.atFixedRate("price refresh", timer, this::refresh, Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>Before the checkpoint a run that is under way is waited for, 10 s at most, and no other
 * begins. After the restore the next run is when it was due by the wall clock; if that is over,
 * once and at once. As with the executor's own, a run that throws is the last one, until a restore.
 * Thread-safe.
 */
public final class ScheduledTask implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ScheduledExecutorService timer;
  private final Runnable work;
  private final long periodNanos;
  private final Semaphore running = new Semaphore(1);
  private final HookRegistration registration;
  private @Nullable ScheduledFuture<?> scheduled;

  /** From the begin, or from when it was stopped. */
  private long dueNanos;

  private long stoppedMillis;
  private @Nullable Thread runner;
  private boolean stopped;
  private boolean closed;

  private ScheduledTask(
      String name, ScheduledExecutorService timer, Runnable work, Duration period) {
    this.timer = timer;
    this.work = work;
    this.periodNanos = period.toNanos();
    this.dueNanos = periodNanos;
    if (periodNanos <= 0) {
      throw new IllegalArgumentException(
          "cannot run \""
              + name
              + "\" every "
              + period
              + ": expected more than zero [HOOKS_BAD_DURATION]");
    }
    this.registration =
        CheckpointHooks.hook(name)
            .beforeCheckpoint(this::stop)
            .afterRestore(this::resume)
            .timeLimit(LIMIT)
            .register();
  }

  /**
   * Schedules the work, for the first time after one period.
   *
   * @param name for reports
   * @param timer runs the work; stays the caller's to shut down
   * @param work what to do
   * @param period from the begin of one run to that of the next; more than zero
   * @return a handle that ends it
   * @throws IllegalArgumentException when the name is not fit for a report, or the period is zero
   *     or negative
   * @throws java.util.concurrent.RejectedExecutionException when the timer is shut down
   */
  public static ScheduledTask atFixedRate(
      String name, ScheduledExecutorService timer, Runnable work, Duration period) {
    ScheduledTask task = new ScheduledTask(name, timer, work, period);
    try {
      task.start();
      return task;
    } catch (RuntimeException e) {
      task.close();
      throw e;
    }
  }

  /** Ends the task; a run that is under way goes on. */
  @Override
  public synchronized void close() {
    closed = true;
    registration.close();
    cancel();
  }

  private void stop() throws InterruptedException {
    synchronized (this) {
      stopped = true;
      stoppedMillis = HookClock.SYSTEM.currentTimeMillis();
      ScheduledFuture<?> current = scheduled;
      if (current != null && !current.isDone()) {
        long delay = current.getDelay(TimeUnit.NANOSECONDS);
        // what has begun is not due any more
        dueNanos = runner == null ? delay : delay + periodNanos;
      }
      cancel();
    }
    try {
      running.acquire();
    } catch (InterruptedException e) {
      throw new IllegalStateException(
          "a run is under way in thread \"" + runnerName() + "\" [HOOKS_STILL_IN_USE]", e);
    }
    running.release();
  }

  private synchronized String runnerName() {
    return runner == null ? "?" : runner.getName();
  }

  private synchronized void resume() {
    // a timer that was shut down meanwhile has ended the task
    if (stopped && !timer.isShutdown()) {
      stopped = false;
      long passed = HookClock.SYSTEM.currentTimeMillis() - stoppedMillis;
      dueNanos = Math.max(0, dueNanos - TimeUnit.MILLISECONDS.toNanos(Math.max(0, passed)));
      start();
    }
  }

  private synchronized void start() {
    if (!closed) {
      scheduled = timer.scheduleAtFixedRate(this::run, dueNanos, periodNanos, TimeUnit.NANOSECONDS);
      dueNanos = periodNanos;
    }
  }

  private synchronized void cancel() {
    if (scheduled != null) {
      scheduled.cancel(false);
      scheduled = null;
    }
  }

  private void run() {
    running.acquireUninterruptibly();
    try {
      if (begin()) {
        work.run();
      }
    } finally {
      end();
      running.release();
    }
  }

  private synchronized boolean begin() {
    if (!stopped) {
      runner = Thread.currentThread();
    }
    return !stopped;
  }

  private synchronized void end() {
    runner = null;
  }
}
