package dev.snapstart.hooks.connections;

import dev.snapstart.hooks.CheckpointHooks;
import dev.snapstart.hooks.Hook;
import dev.snapstart.hooks.HookBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/**
 * Keeps the connections of any pool out of snapshots, if the pool can be told to close the idle
 * ones and says how many are open. For Hikari there is {@link HikariPools}.
 *
 * <pre>{@code
 * // Tomcat
 * DataSources.hook("orders", tomcat, tomcat::purge, tomcat::getSize).register();
 * // Commons DBCP with initialSize 0; a restart forgets what is in use
 * Hook closeIdle = () -> {
 *   if (dbcp.getNumActive() == 0) {
 *     dbcp.restart();
 *   }
 * };
 * DataSources.hook("orders", dbcp, closeIdle, () -> dbcp.getNumActive() + dbcp.getNumIdle())
 *     .register();
 * }</pre>
 */
public final class DataSources {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private DataSources() {}

  /**
   * A hook for a pool, to be registered. Before the checkpoint it closes idle connections until
   * none is open, for 10 s; then it fails and says how many are left. Where the pool has
   * connections after the restore nevertheless, it does the same once, then asks for those that are
   * left and drops the dead ones.
   *
   * @param name for reports, such as {@code orders}
   * @param pool the pool
   * @param closeIdle closes the connections that nobody uses; called more than once
   * @param open how many connections the pool has, used or idle
   * @return a hook named {@code pool} and the name, for an order or another limit
   * @throws IllegalArgumentException when the name is not fit for a report
   */
  public static HookBuilder hook(String name, DataSource pool, Hook closeIdle, IntSupplier open) {
    PoolHook hook = new PoolHook(pool, closeIdle, open);
    return CheckpointHooks.hook("pool " + name)
        .beforeCheckpoint(hook::empty)
        .afterRestore(hook::dropDead)
        .timeLimit(LIMIT);
  }

  private record PoolHook(DataSource pool, Hook closeIdle, IntSupplier open) {

    private static final long PAUSE_MILLIS = 5;
    private static final int VALIDATION_SECONDS = 1;

    void empty() throws Exception {
      try {
        while (open.getAsInt() > 0) {
          closeIdle.run();
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(
            "still open, connections: " + open.getAsInt() + " [HOOKS_STILL_IN_USE]", e);
      }
    }

    /** Holds the dead ones until a live one comes, so that none of them comes twice. */
    void dropDead() throws Exception {
      if (open.getAsInt() == 0) {
        return;
      }
      closeIdle.run();
      List<Connection> dead = new ArrayList<>();
      try {
        while (open.getAsInt() > dead.size()) {
          Connection connection = pool.getConnection();
          dead.add(connection);
          if (isAlive(connection)) {
            dead.remove(connection);
            connection.close();
            return;
          }
        }
      } finally {
        for (Connection connection : dead) {
          drop(connection);
        }
      }
    }

    private static boolean isAlive(Connection connection) {
      try {
        return connection.isValid(VALIDATION_SECONDS);
      } catch (SQLException | RuntimeException | AbstractMethodError e) {
        // also of a driver that is older than the question
        return false;
      }
    }

    private static void drop(Connection connection) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException | RuntimeException | AbstractMethodError e) {
        // the pool is told all the same that it is given back
      }
      try {
        connection.close();
      } catch (SQLException | RuntimeException e) {
        // it is of no use any more
      }
    }
  }
}
