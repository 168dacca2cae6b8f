package dev.snapstart.hooks.connections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.NeedsCriu;
import dev.snapstart.hooks.OpenResources;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function with a connection pool to a real PostgreSQL, as real clones. */
@NeedsCriu
class DatabaseClonesTest {

  private static Database database;

  @BeforeAll
  static void startDatabase(@TempDir Path data) throws Exception {
    database = new Database(data.resolve("data"));
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @Test
  void hasNoSnapshotWhileAConnectionIsOpen() {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build()) {
      assertThatThrownBy(() -> emulator.publish(function("none")))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("it has open connections: ")
          .hasMessageContaining(":" + database.port() + " (descriptor ");
    }
  }

  /** Where the hooks are asked to, they tell who has opened what is open. */
  @Test
  void namesTheCodeThatOpenedTheConnection() {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build()) {
      assertThatThrownBy(() -> emulator.publish(function("watched")))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining(":" + database.port() + " (descriptor ")
          .hasMessageContaining(Queries.class.getName());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspended", "emptied"})
  void connectsAgainInEveryClone(String hook) throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(hook))) {
      assertThat(database.connections()).isZero();
      database.restart();
      for (int clone = 0; clone < 3; clone++) {
        InvocationResult result = snapshot.restore().invoke("{}".getBytes(UTF_8));
        assertThat(result.text()).isEqualTo("42");
      }
      assertThat(database.connections()).isEqualTo(3);
    }
  }

  private static FunctionSpec function(String hook) {
    return FunctionSpec.builder()
        .command(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.snapstart.runtime.Bootstrap",
            Queries.class.getName())
        .environment("DATABASE", database.url())
        .environment("HOOK", hook)
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  /** Asks the database at init and in every invocation. */
  public static final class Queries implements RequestStreamHandler {

    private final HikariDataSource pool;

    /** Connects. */
    public Queries() throws SQLException {
      String hook = System.getenv("HOOK");
      if ("watched".equals(hook)) {
        OpenResources.reportOwnersBeforeCheckpoint();
      }
      HikariConfig settings = new HikariConfig();
      settings.setJdbcUrl(System.getenv("DATABASE"));
      settings.setMaximumPoolSize(1);
      settings.setAllowPoolSuspension("suspended".equals(hook));
      pool = new HikariDataSource(settings);
      if (!"none".equals(hook) && !"watched".equals(hook)) {
        HikariPools.hook(pool).register();
      }
      answer();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context)
        throws IOException {
      try {
        out.write(Integer.toString(answer()).getBytes(UTF_8));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private int answer() throws SQLException {
      try (Connection connection = pool.getConnection()) {
        return Database.use(connection);
      }
    }
  }
}
