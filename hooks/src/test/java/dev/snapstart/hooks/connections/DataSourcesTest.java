package dev.snapstart.hooks.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.hooks.Hook;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    register(pool::restart);
    useAll();
    assertThat(database.connections()).isEqualTo(4);
    Cycle.checkpoint();
    assertThat(database.connections()).isZero();
    restartDatabase();
    Cycle.restore();
    useAll();
  }

  @Test
  void saysHowManyConnectionsAreLeft() throws Exception {
    register(pool::restart);
    Connection leaked = pool.getConnection();
    // DBCP forgets at a restart what is borrowed, so this one counts for itself
    opened.add(
        DataSources.hook("leaky", pool, () -> {}, () -> 1)
                .timeLimit(Duration.ofMillis(200))
                .register()
            ::close);
    assertThatThrownBy(Cycle::checkpoint)
        .hasMessageContaining("pool leaky")
        .hasMessageContaining("still open, connections: 1");
    leaked.close();
  }

  /** DBCP evicts what has been idle for long enough only, and by its clock it was not. */
  @Test
  void dropsDeadConnectionsThatThePoolHasKept() throws Exception {
    useAll();
    opened.add(
        DataSources.hook("orders", pool, pool::evict, new OpenAfterRestore(pool)::count).register()
            ::close);
    Cycle.checkpoint();
    restartDatabase();
    assertThat(pool.getNumIdle()).isEqualTo(4);
    Cycle.restore();
    useAll();
  }

  @Test
  void restoresWhileTheDatabaseIsAway() throws Exception {
    register(pool::restart);
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
    opened.add(
        DataSources.hook("orders", pool, closeIdle, () -> pool.getNumActive() + pool.getNumIdle())
                .register()
            ::close);
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

  private static void restartDatabase() throws Exception {
    database.stop();
    database.start();
  }
}
