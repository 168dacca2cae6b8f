package dev.snapstart.hooks.connections;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.snapstart.hooks.CheckpointHooks;
import dev.snapstart.hooks.HookBuilder;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connections of HikariCP out of snapshots. They are dead after the restore, and Hikari,
 * which measures idle time with {@link System#nanoTime}, hands one out unseen if it was used within
 * the last half second of that clock.
 *
 * <pre>{@code
 * HikariPools.hook(pool).register();
 * }</pre>
 *
 * <p>Before the checkpoint all connections are closed and the hook waits until their sockets are;
 * after the restore the pool opens new ones when they are needed, and does not fail when the
 * database is not there. With {@code allowPoolSuspension=true} a thread that asks for a connection
 * in between waits for it; without, the pool is only told to keep none idle, so a thread that asks
 * in between opens one. The database is not asked anything. HikariCP 4 and later.
 */
public final class HikariPools {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private HikariPools() {}

  /**
   * A hook for a pool, to be registered. It has 10 s in each phase: when a connection is still in
   * use then, it fails and says how many are.
   *
   * @param pool the pool; may have no connection yet, and may be closed meanwhile
   * @return a hook named {@code pool} and the pool's name, for an order or another limit
   */
  public static HookBuilder hook(HikariDataSource pool) {
    String name = pool.getPoolName();
    PoolHook hook = new PoolHook(pool);
    return CheckpointHooks.hook("pool " + (name == null ? "Hikari" : name))
        .beforeCheckpoint(hook::empty)
        .afterRestore(hook::reopen)
        .timeLimit(LIMIT);
  }

  /** One pool's way through a checkpoint. */
  private static final class PoolHook {

    private static final long PAUSE_MILLIS = 5;

    /** How long Hikari takes to close sockets, where its threads cannot be asked. */
    private static final long CLOSING_MILLIS = 500;

    private final HikariDataSource pool;
    private boolean emptying;
    private boolean suspended;
    private boolean opening;
    private int minimumIdle;

    PoolHook(HikariDataSource pool) {
      this.pool = pool;
    }

    void empty() throws InterruptedException {
      HikariPoolMXBean connections = pool.getHikariPoolMXBean();
      if (connections == null || pool.isClosed()) {
        return;
      }
      synchronized (this) {
        emptying = true;
      }
      if (pool.isAllowPoolSuspension()) {
        suspend(connections);
      } else {
        keepNoneIdle(pool.getHikariConfigMXBean());
      }
      try {
        opening = true;
        boolean done = false;
        while (!done) {
          connections.softEvictConnections();
          opening = !isIdle(connections, "addConnectionExecutor");
          done =
              !opening
                  && connections.getTotalConnections() == 0
                  && isIdle(connections, "closeConnectionExecutor");
          if (!done) {
            Thread.sleep(PAUSE_MILLIS);
          }
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(whatIsOpen(connections), e);
      }
    }

    void reopen() {
      boolean wasSuspended;
      synchronized (this) {
        if (!emptying) {
          return;
        }
        emptying = false;
        wasSuspended = suspended;
        suspended = false;
      }
      boolean stillSuspending = pool.isAllowPoolSuspension() && !wasSuspended;
      if (pool.isClosed() || stillSuspending) {
        // Hikari opens nothing before that is through, so what there is must be kept
        return;
      }
      HikariPoolMXBean connections = pool.getHikariPoolMXBean();
      // opened between the phases, or never given back: dead by now
      connections.softEvictConnections();
      if (wasSuspended) {
        connections.resumePool();
      } else {
        pool.getHikariConfigMXBean().setMinimumIdle(minimumIdle);
      }
    }

    /** Waits for whoever is about to get a connection, and cannot be interrupted meanwhile. */
    private void suspend(HikariPoolMXBean connections) throws InterruptedException {
      connections.suspendPool();
      synchronized (this) {
        suspended = emptying;
      }
      if (!suspended) {
        // the phases went on without this thread
        connections.resumePool();
        throw new InterruptedException("the pool was suspended too late");
      }
    }

    private synchronized void keepNoneIdle(HikariConfigMXBean settings) {
      minimumIdle = settings.getMinimumIdle();
      settings.setMinimumIdle(0);
    }

    private String whatIsOpen(HikariPoolMXBean connections) {
      int active = connections.getActiveConnections();
      int total = connections.getTotalConnections();
      if (active > 0) {
        return "in use, connections: "
            + active
            + " (leakDetectionThreshold makes Hikari log who took them) [HOOKS_STILL_IN_USE]";
      }
      if (total > 0) {
        return "still open, connections: " + total + " [HOOKS_STILL_IN_USE]";
      }
      return opening
          ? "a connection is being opened, and the database does not answer [HOOKS_DATABASE_SILENT]"
          : "connections are still being closed";
    }

    /** Whether a thread of the pool's has done all that it was given before. */
    private static boolean isIdle(HikariPoolMXBean connections, String field)
        throws InterruptedException {
      ExecutorService worker = worker(connections, field);
      if (worker == null) {
        Thread.sleep(CLOSING_MILLIS);
        return true;
      }
      Future<Thread> passedThrough = worker.submit(Thread::currentThread);
      try {
        // a worker with too much to do lets its callers work
        Thread passed = passedThrough.get(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        return !passed.equals(Thread.currentThread());
      } catch (TimeoutException | ExecutionException e) {
        return false;
      }
    }

    /** Null where Hikari is a module of its own that lets nobody in, or another Hikari. */
    private static @Nullable ExecutorService worker(HikariPoolMXBean connections, String field) {
      try {
        Field worker = connections.getClass().getDeclaredField(field);
        worker.setAccessible(true);
        return (ExecutorService) worker.get(connections);
      } catch (ReflectiveOperationException | RuntimeException e) {
        return null;
      }
    }
  }
}
