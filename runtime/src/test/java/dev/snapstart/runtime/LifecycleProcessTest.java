package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work outside of invocations, for which the runtime becomes an extension. */
class LifecycleProcessTest {

  private final Emulator emulator = Emulator.builder().build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void doesWorkAtShutdownInReverseOrderAndEndsWithStatusZero() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Extended").build());
    assertThat(environment.stop()).isZero();
    List<String> log = environment.logLines();
    assertThat(log).contains("\"second\" failed", "first at shutdown");
    assertThat(log.indexOf("\"second\" failed")).isLessThan(log.indexOf("first at shutdown"));
  }

  @Test
  void doesWorkAfterTheResponseAndBeforeTheNextEvent() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Extended").build());
    for (String event : List.of("one", "two")) {
      String json = "\"" + event + "\"";
      assertThat(environment.invoke(json.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(json);
      assertThat(environment.logLines()).contains("after " + event, "\"failing\" failed");
    }
    assertThat(environment.requests().get(0).path()).isEqualTo("/2020-01-01/extension/register");
  }

  @Test
  void passesACheckpointAsAnExtension() throws Exception {
    Environment environment =
        emulator.publish(FunctionProcess.function("Extended").build()).restore();
    environment.invoke("\"x\"".getBytes(StandardCharsets.UTF_8));
    assertThat(environment.logLines()).contains("after x");
    assertThat(environment.stop()).isZero();
  }

  @Test
  void isNoExtensionUnlessAskedToBe() throws Exception {
    Environment environment = emulator.start(FunctionProcess.handler("StreamEcho").build());
    environment.invoke("1".getBytes(StandardCharsets.UTF_8));
    assertThat(environment.requests()).noneMatch(request -> request.path().contains("extension"));
  }
}
