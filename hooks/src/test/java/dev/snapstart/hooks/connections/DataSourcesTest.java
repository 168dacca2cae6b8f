package dev.snapstart.hooks.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.hooks.Hook;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commons DBCP, which the hook does not know, with a real PostgreSQL. */
class DataSourcesTest {

  private static Database database;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private BasicDataSource pool;

  @BeforeAll
  static void startDatabase(@TempDir Path data) throws Exception {
    database = new Database(data.resolve("data"));
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void openPool() {
    pool = new BasicDataSource();
    pool.setUrl(database.url());
    pool.setMaxTotal(4);
    pool.setMaxIdle(4);
    // without which the pool would see for itself, at the price of a round trip each time
    pool.setTestOnBorrow(false);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    pool.close();
  }

  @Test
  void leavesNoConnectionInTheSnapshotAndOpensNewOnes() throws Exception {
    register(this::closeIdle);
    useAll();
    assertThat(database.connections()).isEqualTo(4);
    Cycle.checkpoint();
    assertThat(database.connections()).isZero();
    database.restart();
    Cycle.restore();
    useAll();
  }

  @Test
  void saysHowManyConnectionsAreLeft() throws Exception {
    opened.add(
        DataSources.hook("leaky", pool, this::closeIdle, this::open)
                .timeLimit(Duration.ofMillis(200))
                .register()
            ::close);
    Connection leaked = pool.getConnection();
    assertThatThrownBy(Cycle::checkpoint)
        .hasMessageContaining("pool leaky")
        .hasMessageContaining("still open, connections: 1 [HOOKS_STILL_IN_USE]");
    Cycle.restore();
    leaked.close();
    useAll();
  }

  /** As of drivers that are older than the questions. */
  @Test
  void givesBackDeadConnectionsOfAnyDriver() throws Exception {
    List<String> calls = new ArrayList<>();
    Connection connection =
        (Connection)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("equals")) {
                    return proxy == arguments[0];
                  }
                  calls.add(method.getName());
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  throw new AbstractMethodError(method.getName());
                });
    DataSource source =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection);
    AtomicInteger left = new AtomicInteger(1);
    opened.add(
        DataSources.hook("old", source, () -> {}, () -> calls.isEmpty() ? left.get() : 0).register()
            ::close);
    left.set(0);
    Cycle.checkpoint();
    left.set(1);
    Cycle.restore();
    assertThat(calls).containsExactly("isValid", "abort", "close");
  }

  /** DBCP evicts what has been idle for long enough only, and by its clock it was not. */
  @Test
  void dropsDeadConnectionsThatThePoolHasKept() throws Exception {
    useAll();
    opened.add(
        DataSources.hook("orders", pool, pool::evict, new OpenAfterRestore(pool)::count).register()
            ::close);
    Cycle.checkpoint();
    database.restart();
    assertThat(pool.getNumIdle()).isEqualTo(4);
    Cycle.restore();
    useAll();
  }

  @Test
  void restoresWhileTheDatabaseIsAway() throws Exception {
    register(this::closeIdle);
    useAll();
    Cycle.checkpoint();
    database.stop();
    try {
      Cycle.restore();
      assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
    } finally {
      database.start();
    }
    useAll();
  }

  /** As of a pool that does not tell the truth before the checkpoint. */
  private static final class OpenAfterRestore {

    private final BasicDataSource pool;
    private boolean asked;

    OpenAfterRestore(BasicDataSource pool) {
      this.pool = pool;
    }

    int count() {
      int open = asked ? pool.getNumActive() + pool.getNumIdle() : 0;
      asked = true;
      return open;
    }
  }

  private void register(Hook closeIdle) {
    opened.add(DataSources.hook("orders", pool, closeIdle, this::open).register()::close);
  }

  /** DBCP forgets at a restart what is in use. */
  private void closeIdle() throws SQLException {
    if (pool.getNumActive() == 0) {
      pool.restart();
    }
  }

  private int open() {
    return pool.getNumActive() + pool.getNumIdle();
  }

  private void useAll() throws SQLException {
    List<Connection> borrowed = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      borrowed.add(pool.getConnection());
    }
    for (Connection connection : borrowed) {
      assertThat(Database.use(connection)).isEqualTo(42);
      connection.close();
    }
  }
}
