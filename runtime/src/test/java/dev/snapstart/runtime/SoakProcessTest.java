package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Very many invocations of one process: payloads of all sizes, failures, malformed events, answers
 * that are too large, lost connections. {@code -Dsoak.invocations=100000} for as many as CI runs.
 */
class SoakProcessTest {

  private static final int INVOCATIONS = Integer.getInteger("soak.invocations", 5_000);
  private static final int WARM_UP = 2_000;

  @Test
  void neverGrows() throws Exception {
    try (Emulator emulator = Emulator.builder().build()) {
      Environment environment = emulator.start(FunctionProcess.function("Soaked").build());
      for (int i = 0; i < WARM_UP; i++) {
        invoke(environment, i);
      }
      Map<String, Object> early = vitals(environment);
      for (int i = 0; i < INVOCATIONS; i++) {
        invoke(environment, i);
      }
      Map<String, Object> late = vitals(environment);
      assertThat(late.get("threads")).isEqualTo(early.get("threads"));
      assertThat(late.get("descriptors")).isEqualTo(early.get("descriptors"));
      assertThat(number(late, "classes") - number(early, "classes")).isLessThan(50);
      assertThat(number(late, "heap") - number(early, "heap")).isLessThan(1 << 20);
      System.out.println("soak: " + INVOCATIONS + " invocations, " + early + ", then " + late);
    }
  }

  private static void invoke(Environment environment, int i) throws Exception {
    switch (i % 100) {
      case 10, 50 -> expectFailure(environment, "{\"fail\":\"number " + i + "\"}");
      case 20 -> expectFailure(environment, "{\"cut\":");
      case 30 -> environment.dropConnections();
      default -> {
        String event = "{\"text\":\"" + "x".repeat(i * 37 % 5_000) + "\",\"number\":" + i + "}";
        assertThat(send(environment, event).text()).isEqualTo(event);
      }
    }
    if (i % 10_000 == 5_000) {
      expectFailure(environment, "{\"large\":7000000}");
    }
  }

  private static void expectFailure(Environment environment, String event) throws Exception {
    assertThat(send(environment, event).functionError()).as(event).isEqualTo("Unhandled");
  }

  private static Map<String, Object> vitals(Environment environment) throws Exception {
    return JSON.std.mapFrom(send(environment, "{\"vitals\":true}").text());
  }

  private static InvocationResult send(Environment environment, String event)
      throws InterruptedException {
    return environment.invoke(event.getBytes(StandardCharsets.UTF_8));
  }

  private static long number(Map<String, Object> json, String name) {
    return ((Number) json.get(name)).longValue();
  }
}
