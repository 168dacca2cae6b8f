package dev.snapstart.emulator;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The environments of one version: those that work, those that are idle, and the end of those that
 * have been idle for too long. Safe for use by many threads.
 */
final class EnvironmentPool implements AutoCloseable {

  private final Scaling scaling;
  private final Deque<Idle> idle = new ArrayDeque<>();

  /** With what is to be closed after each. */
  private final Map<Environment, Optional<Snapshot>> all = new LinkedHashMap<>();

  private final ScheduledThreadPoolExecutor retirements;
  private int busy;
  private boolean closed;

  /** An environment that waits for work, until then. */
  private static final class Idle {

    private final Environment environment;
    private @Nullable Future<?> retirement;

    Idle(Environment environment) {
      this.environment = environment;
    }
  }

  EnvironmentPool(String name, Scaling scaling) {
    this.scaling = scaling;
    this.retirements =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "environments-of-" + name);
              thread.setDaemon(true);
              return thread;
            });
    retirements.setRemoveOnCancelPolicy(true);
  }

  /** Room for one more invocation; false if there is none. Has to be given back. */
  synchronized boolean enter() {
    boolean room = busy < scaling.concurrency();
    busy += room ? 1 : 0;
    return room;
  }

  synchronized void leave() {
    busy--;
  }

  /** The one that worked last, for it is the warmest; null if a new one is needed. */
  @Nullable Environment take() throws InterruptedException {
    while (true) {
      Idle candidate;
      synchronized (this) {
        candidate = idle.pollLast();
        if (candidate == null) {
          return null;
        }
        if (candidate.retirement != null) {
          candidate.retirement.cancel(false);
        }
      }
      Environment environment = candidate.environment;
      if (hold(environment, false)) {
        return environment;
      }
    }
  }

  /** A new one, which is at work, and what is to be closed after it. */
  void add(Environment environment, @Nullable Snapshot whole) {
    boolean tooLate;
    synchronized (this) {
      all.put(environment, Optional.ofNullable(whole));
      tooLate = closed;
    }
    if (tooLate) {
      remove(environment);
    }
  }

  /** One that has done its work; it may have ended with it. */
  void giveBack(Environment environment) throws InterruptedException {
    if (!hold(environment, true)) {
      return;
    }
    Idle waiting = new Idle(environment);
    synchronized (this) {
      if (!closed) {
        idle.addLast(waiting);
        waiting.retirement =
            retirements.schedule(
                () -> retire(waiting), scaling.retirement().toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Ends one. */
  void remove(Environment environment) {
    environment.close();
    Optional<Snapshot> whole;
    synchronized (this) {
      whole = all.remove(environment);
    }
    if (whole != null) {
      whole.ifPresent(Snapshot::close);
    }
  }

  synchronized List<Environment> all() {
    return List.copyOf(all.keySet());
  }

  @Override
  public void close() {
    List<Environment> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(all.keySet());
    }
    retirements.shutdownNow();
    open.forEach(this::remove);
  }

  /**
   * Freezes one or lets it go on, if that is wanted; false if it has ended, or has to because this
   * thread is interrupted.
   */
  private boolean hold(Environment environment, boolean held) throws InterruptedException {
    if (!environment.isUsable()) {
      remove(environment);
      return false;
    }
    try {
      if (scaling.freezing() && held) {
        environment.freeze();
      } else if (scaling.freezing()) {
        environment.thaw();
      }
      return true;
    } catch (UncheckedIOException e) {
      // a system without signals: it just goes on
      return true;
    } catch (InterruptedException e) {
      remove(environment);
      throw e;
    }
  }

  /** Only if it has not worked since. */
  private void retire(Idle waiting) {
    boolean stillIdle;
    synchronized (this) {
      stillIdle = idle.remove(waiting);
    }
    if (stillIdle) {
      remove(waiting.environment);
    }
  }
}
