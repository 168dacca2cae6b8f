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
 * // Commons DBCP
 * DataSources.hook("orders", dbcp, dbcp::restart, () -> dbcp.getNumActive() + dbcp.getNumIdle());
 * // Tomcat
 * DataSources.hook("orders", tomcat, tomcat::purge, tomcat::getSize);
 * // c3p0
 * DataSources.hook("orders", c3p0, c3p0::hardReset, c3p0::getNumConnectionsAllUsers);
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
      closeIdle.run();
      try {
        while (open.getAsInt() > 0) {
          Thread.sleep(PAUSE_MILLIS);
          closeIdle.run();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("still open, connections: " + open.getAsInt(), e);
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
          if (connection.isValid(VALIDATION_SECONDS)) {
            connection.close();
            return;
          }
          dead.add(connection);
        }
      } finally {
        for (Connection connection : dead) {
          drop(connection);
        }
      }
    }

    private static void drop(Connection connection) {
      try {
        connection.abort(Runnable::run);
        connection.close();
      } catch (SQLException e) {
        // the pool notices as well that it is of no use any more
      }
    }
  }
}
