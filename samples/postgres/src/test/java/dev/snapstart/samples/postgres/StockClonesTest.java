package dev.snapstart.samples.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.HookReport;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clones of a function whose database gets another password while the snapshot sleeps. */
class StockClonesTest {

  private static final byte[] PRODUCT = "\"P-1\"".getBytes(UTF_8);

  private static Database database;

  @BeforeAll
  static void startDatabase(@TempDir Path directory) throws Exception {
    database = new Database(directory);
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void setPassword() throws Exception {
    database.rotate("of-the-publish");
  }

  @Test
  @NeedsCriu
  void everyCloneConnectsWithTheNewPassword() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(StockHandler.class))) {
      assertThat(snapshot.hookReport().hooks())
          .allMatch(HookReport.Hook::isOk)
          .extracting(HookReport.Hook::name)
          .containsExactly("look up a product", "pool stock", "secret password of stock");
      assertThat(database.connections()).isZero();
      database.rotate("of-the-restore");
      List<Environment> clones = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clones.add(snapshot.restore());
      }
      for (Environment clone : clones) {
        assertThat(clone.invoke(PRODUCT).text()).isEqualTo("42");
      }
      assertThat(database.connections()).isEqualTo(3);
    }
  }

  @Test
  void connectsWithTheNewPasswordWhereTheProcessIsHeld() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = emulator.publish(function(StockHandler.class))) {
      assertThat(database.connections()).isZero();
      database.rotate("of-the-restore");
      assertThat(snapshot.restore().invoke(PRODUCT).text()).isEqualTo("42");
    }
  }

  /** Which is as well: with the connection in it no clone would have a live one. */
  @Test
  @NeedsCriu
  void cannotPublishTheBrokenOneWithItsConnection() {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build()) {
      assertThatThrownBy(() -> emulator.publish(function(BrokenStock.class)))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("it has open connections: ")
          .hasMessageContaining(":" + database.port() + " (descriptor ");
    }
  }

  @Test
  void theBrokenOneHasADeadConnectionAndTheOldPassword() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = emulator.publish(function(BrokenStock.class))) {
      assertThat(database.connections()).isEqualTo(1);
      database.rotate("of-the-restore");
      Environment restored = snapshot.restore();
      // the pool looks only after half a second whether a connection is alive
      assertThat(restored.invoke(PRODUCT).functionError()).isNotNull();
      InvocationResult result = restored.invoke(PRODUCT);
      assertThat(result.functionError()).isNotNull();
      assertThat(result.text()).contains("password authentication failed for user \\\"stock\\\"");
    }
  }

  private static FunctionSpec function(Class<? extends RequestHandler<?, ?>> handler) {
    return FunctionSpec.builder()
        .command(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.snapstart.runtime.Bootstrap",
            handler.getName())
        .environment("DATABASE", database.url())
        .environment("PASSWORD_FILE", database.passwordFile().toString())
        .timeout(Duration.ofSeconds(30))
        .build();
  }
}
