package dev.snapstart.samples.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.HookReport;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clones of a function whose key is rotated while the snapshot sleeps. */
class SigningClonesTest {

  private FakeExtension extension;

  @BeforeEach
  void startExtension() throws Exception {
    extension = new FakeExtension();
    extension.rotate("key-of-the-publish");
  }

  @AfterEach
  void stopExtension() {
    extension.close();
  }

  @Test
  @NeedsCriu
  void everyCloneSignsWithTheNewKey() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(SigningHandler.class))) {
      assertPrimedAndWiped(snapshot);
      extension.rotate("key-of-the-restore");
      for (int i = 0; i < 3; i++) {
        Environment clone = snapshot.restore();
        assertThat(sign(clone, "one")).isEqualTo(Signature.of("one", "key-of-the-restore"));
        assertThat(sign(clone, "two")).isEqualTo(Signature.of("two", "key-of-the-restore"));
      }
      // once for each clone, and not for each invocation
      assertThat(extension.requests()).isEqualTo(3);
    }
  }

  @Test
  void signsWithTheNewKeyWhereTheProcessIsHeld() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = emulator.publish(function(SigningHandler.class))) {
      assertPrimedAndWiped(snapshot);
      extension.rotate("key-of-the-restore");
      assertThat(sign(snapshot.restore(), "one"))
          .isEqualTo(Signature.of("one", "key-of-the-restore"));
    }
  }

  @Test
  @NeedsCriu
  void everyCloneOfTheBrokenOneSignsWithTheOldKey() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(BrokenSigning.class))) {
      extension.rotate("key-of-the-restore");
      for (int i = 0; i < 2; i++) {
        assertThat(sign(snapshot.restore(), "one"))
            .isEqualTo(Signature.of("one", "key-of-the-publish"));
      }
      assertThat(extension.requests()).isZero();
    }
  }

  private void assertPrimedAndWiped(Snapshot snapshot) {
    assertThat(extension.requests()).isEqualTo(1);
    assertThat(snapshot.hookReport().hooks())
        .allMatch(HookReport.Hook::isOk)
        .extracting(HookReport.Hook::name)
        .containsExactly("sign a sample", "secret signing key", "secrets extension");
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
        .environment("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", Integer.toString(extension.port()))
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  /** Without the quotes that make it JSON. */
  private static String sign(Environment function, String text) throws InterruptedException {
    return function.invoke(('"' + text + '"').getBytes(UTF_8)).text().replace("\"", "");
  }
}
