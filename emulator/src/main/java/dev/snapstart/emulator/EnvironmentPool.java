package dev.snapstart.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The environments of one version: those that work, those that are idle, and the end of those that
 * have been idle for too long. Safe for use by many threads.
 */
final class EnvironmentPool implements AutoCloseable {

  private final Scaling scaling;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<Environment> all = new LinkedHashSet<>();
  private final ScheduledExecutorService retirements;
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
        Executors.newSingleThreadScheduledExecutor(task -> {
          Thread thread = new Thread(task, "environments-of-" + name);
          thread.setDaemon(true);
          return thread;
        });
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
      if (scaling.freezing()) {
        environment.thaw();
      }
      if (environment.isUsable()) {
        return environment;
      }
      remove(environment);
    }
  }

  /** A new one, which is at work. */
  synchronized void add(Environment environment) {
    all.add(environment);
    if (closed) {
      environment.close();
    }
  }

  /** One that has done its work; it may have ended with it. */
  void giveBack(Environment environment) throws InterruptedException {
    if (!environment.isUsable()) {
      remove(environment);
      return;
    }
    if (scaling.freezing()) {
      environment.freeze();
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
    synchronized (this) {
      all.remove(environment);
    }
  }

  synchronized List<Environment> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    List<Environment> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(all);
    }
    retirements.shutdownNow();
    open.forEach(Environment::close);
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
