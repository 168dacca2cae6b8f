package dev.snapstart.samples.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.HookReport;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clones of a function whose keys have expired when they are restored. */
class CartClonesTest {

  /** What the emulator's credentials endpoint gives before the first restore. */
  private static final String KEY_OF_THE_PUBLISH = "emulator-access-key";

  private FakeDynamoDb table;

  @BeforeEach
  void startTable() throws Exception {
    table = new FakeDynamoDb();
  }

  @AfterEach
  void stopTable() {
    table.close();
  }

  @Test
  @NeedsCriu
  void everyCloneSignsWithKeysOfItsOwn() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(CartHandler.class))) {
      assertPrimed(snapshot);
      table.expire(KEY_OF_THE_PUBLISH);
      for (int i = 1; i <= 3; i++) {
        Environment clone = snapshot.restore();
        assertThat(put(clone, "C-" + i, "P-1").text()).isEqualTo("\"P-1\"");
        assertThat(put(clone, "C-" + i, "P-2").text()).isEqualTo("\"P-1 P-2\"");
      }
      assertThat(table.customers()).containsExactlyInAnyOrder("C-1", "C-2", "C-3");
      assertThat(table.accessKeys()).hasSize(3);
    }
  }

  @Test
  void signsWithNewKeysWhereTheProcessIsHeld() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = emulator.publish(function(CartHandler.class))) {
      assertPrimed(snapshot);
      table.expire(KEY_OF_THE_PUBLISH);
      assertThat(put(snapshot.restore(), "C-1", "P-1").text()).isEqualTo("\"P-1\"");
    }
  }

  @Test
  @NeedsCriu
  void everyCloneOfTheBrokenOneIsRefused() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(BrokenCart.class))) {
      table.expire(KEY_OF_THE_PUBLISH);
      for (int i = 0; i < 2; i++) {
        InvocationResult result = put(snapshot.restore(), "C-1", "P-1");
        assertThat(result.functionError()).isNotNull();
        assertThat(result.text()).contains("The security token included in the request is expired");
      }
      assertThat(table.customers()).isEmpty();
    }
  }

  /** The sample was looked up, and not bought. */
  private void assertPrimed(Snapshot snapshot) {
    assertThat(snapshot.hookReport().hooks())
        .allMatch(HookReport.Hook::isOk)
        .extracting(HookReport.Hook::name)
        .containsExactly("look into a cart", "carts table");
    assertThat(table.requests()).isEqualTo(1);
    assertThat(table.accessKeys()).containsExactly(KEY_OF_THE_PUBLISH);
    assertThat(table.customers()).isEmpty();
  }

  private FunctionSpec function(Class<? extends RequestHandler<?, ?>> handler) {
    return FunctionSpec.builder()
        .command(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.snapstart.runtime.Bootstrap",
            handler.getName())
        .environment("AWS_ENDPOINT_URL_DYNAMODB", table.uri())
        .environment("CARTS_TABLE", "carts")
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  private static InvocationResult put(Environment function, String customer, String product)
      throws InterruptedException {
    String event = "{\"customer\":\"" + customer + "\",\"product\":\"" + product + "\"}";
    return function.invoke(event.getBytes(UTF_8));
  }
}
