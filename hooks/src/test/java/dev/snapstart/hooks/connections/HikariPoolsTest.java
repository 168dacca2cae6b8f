package dev.snapstart.hooks.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.snapstart.hooks.CheckpointHooks;
import dev.snapstart.hooks.HookOutcome;
import dev.snapstart.hooks.HookRegistration;
import dev.snapstart.hooks.OpenResources;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hikari's connections to a real PostgreSQL, through checkpoints and restores. */
class HikariPoolsTest {

  /** Hikari hands out unseen what was used within this time. */
  private static final String BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";

  private static Database database;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void startDatabase(@TempDir Path data) throws Exception {
    // on Lambda the downtime takes no time, so the connections of before it are just used
    System.setProperty(BYPASS, "600000");
    database = new Database(data.resolve("data"));
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    System.clearProperty(BYPASS);
    database.close();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesNoConnectionInTheSnapshotAndOpensNewOnes(boolean suspension) throws Exception {
    HikariDataSource pool = pool(suspension);
    register(pool);
    useAll(pool);
    assertThat(database.connections()).isEqualTo(4);

    Cycle.checkpoint();

    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isZero();
    assertThat(sockets()).isEmpty();
    // the hour of a housekeeper that wants idle connections
    Thread.sleep(600);
    assertThat(database.connections()).isZero();

    Cycle.restore();

    assertThat(pool.getMinimumIdle()).isEqualTo(2);
    try (Connection connection = pool.getConnection()) {
      assertThat(Database.use(connection)).isEqualTo(42);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesThroughManyCycles(boolean suspension) throws Exception {
    HikariDataSource pool = pool(suspension);
    register(pool);
    for (int cycle = 0; cycle < 20; cycle++) {
      useAll(pool);
      Cycle.checkpoint();
      assertThat(sockets()).isEmpty();
      Cycle.restore();
    }
    assertThat(pool.getMinimumIdle()).isEqualTo(2);
  }

  /** The next two tests differ in the hook only, so the first shows that the second can fail. */
  @Test
  void handsOutDeadConnectionsWithoutTheHook() throws Exception {
    HikariDataSource pool = pool(false);
    useAll(pool);
    Cycle.checkpoint();
    database.restart();
    Cycle.restore();
    try (Connection connection = pool.getConnection()) {
      assertThatThrownBy(() -> Database.use(connection)).isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void neverHandsOutAConnectionFromBeforeTheRestore(boolean suspension) throws Exception {
    HikariDataSource pool = pool(suspension);
    register(pool);
    useAll(pool);
    Cycle.checkpoint();
    database.restart();
    Cycle.restore();
    useAll(pool);
  }

  /** Somebody may ask for one when the hook is through, if the pool cannot be suspended. */
  @Test
  void dropsAConnectionThatWasOpenedBetweenThePhases() throws Exception {
    HikariDataSource pool = pool(false);
    register(pool);
    useAll(pool);
    Cycle.checkpoint();
    useAll(pool, 2);
    database.restart();
    Cycle.restore();
    useAll(pool);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void restoresWhileTheDatabaseIsAway(boolean suspension) throws Exception {
    HikariDataSource pool = pool(suspension);
    register(pool);
    useAll(pool);
    Cycle.checkpoint();
    database.stop();
    try {
      Cycle.restore();
      assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
    } finally {
      database.start();
    }
    useAll(pool);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesThePoolWhoseConnectionIsLeaked(boolean suspension) throws Exception {
    HikariDataSource pool = pool(suspension);
    opened.add(HikariPools.hook(pool).timeLimit(Duration.ofMillis(500)).register()::close);
    Connection leaked = pool.getConnection();

    assertThatThrownBy(Cycle::checkpoint)
        .hasMessageContaining("pool orders")
        .hasMessageContaining(
            "still at work after 500 ms [HOOKS_TIME_LIMIT]: in use, connections: 1")
        .hasMessageContaining("who took them) [HOOKS_STILL_IN_USE]");
    assertThat(CheckpointHooks.report().outcomes())
        .anyMatch(outcome ->
            outcome.name().equals("pool orders") && outcome.result() == HookOutcome.Result.TIMEOUT);

    Cycle.restore();

    useAll(pool, 3);
    leaked.close();
    useAll(pool, 4);
  }

  @Test
  void letsABorrowerWaitForTheRestore() throws Exception {
    HikariDataSource pool = pool(true);
    register(pool);
    useAll(pool);
    Cycle.checkpoint();
    CompletableFuture<Integer> borrower =
        CompletableFuture.supplyAsync(() -> {
          try (Connection connection = pool.getConnection()) {
            return Database.use(connection);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
    Thread.sleep(200);
    assertThat(borrower).isNotDone();
    Cycle.restore();
    assertThat(borrower.get(10, TimeUnit.SECONDS)).isEqualTo(42);
  }

  /** Hikari cannot be interrupted while it waits for borrowers to come through. */
  @Test
  void isNotSuspendedForEverByAHookThatWasTooLate() throws Exception {
    HikariDataSource pool = pool(true);
    opened.add(HikariPools.hook(pool).timeLimit(Duration.ofMillis(300)).register()::close);
    List<Connection> all = borrow(pool, 4);
    CompletableFuture<Connection> borrower =
        CompletableFuture.supplyAsync(() -> {
          try {
            return pool.getConnection();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
    while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
      Thread.sleep(5);
    }
    assertThatThrownBy(Cycle::checkpoint)
        .hasMessageContaining("pool orders")
        .hasMessageContaining("still at work after 300 ms");
    Cycle.restore();
    for (Connection connection : all) {
      connection.close();
    }
    borrower.get(10, TimeUnit.SECONDS).close();
    useAll(pool);
    useAll(pool);
  }

  @Test
  void saysThatTheDatabaseDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      HikariConfig settings = new HikariConfig();
      settings.setPoolName("silent");
      settings.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/postgres");
      settings.setInitializationFailTimeout(-1);
      HikariDataSource pool = new HikariDataSource(settings);
      opened.add(pool);
      opened.add(HikariPools.hook(pool).timeLimit(Duration.ofMillis(300)).register()::close);
      try (Socket asked = silent.accept()) {
        assertThatThrownBy(Cycle::checkpoint)
            .hasMessageContaining("pool silent")
            .hasMessageContaining("the database does not answer [HOOKS_DATABASE_SILENT]");
        assertThat(asked.isConnected()).isTrue();
      }
      Cycle.restore();
    }
  }

  @Test
  void hasNothingToDoForAPoolThatIsNotOpen() throws Exception {
    HikariDataSource unused = new HikariDataSource();
    HikariDataSource closed = pool(true);
    register(unused);
    register(closed);
    closed.close();
    Cycle.checkpoint();
    Cycle.restore();
  }

  private HikariDataSource pool(boolean suspension) {
    HikariConfig settings = new HikariConfig();
    settings.setPoolName("orders");
    settings.setJdbcUrl(database.url());
    settings.setMaximumPoolSize(4);
    settings.setMinimumIdle(2);
    settings.setConnectionTimeout(4_000);
    settings.setAllowPoolSuspension(suspension);
    HikariDataSource pool = new HikariDataSource(settings);
    opened.add(pool);
    return pool;
  }

  private void register(HikariDataSource pool) {
    HookRegistration registration = HikariPools.hook(pool).register();
    opened.add(registration::close);
  }

  private static void useAll(HikariDataSource pool) throws SQLException {
    useAll(pool, 4);
  }

  private static void useAll(HikariDataSource pool, int count) throws SQLException {
    for (Connection connection : borrow(pool, count)) {
      assertThat(Database.use(connection)).isEqualTo(42);
      connection.close();
    }
  }

  private static List<Connection> borrow(HikariDataSource pool, int count) throws SQLException {
    List<Connection> borrowed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      borrowed.add(pool.getConnection());
    }
    return borrowed;
  }

  /** Sockets of this process to the database. */
  private static List<String> sockets() {
    return OpenResources.find().stream()
        .map(Object::toString)
        .filter(open -> open.contains(":" + database.port() + " established"))
        .toList();
  }
}
