package dev.snapstart.runtime.databind;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A function with this module on its class path, as a process. */
class DatabindProcessTest {

  /** Names that only Jackson's annotations know. */
  public record Greeting(@JsonProperty("to-whom") String name) {}

  /** Returns its event. */
  public static final class Same implements RequestHandler<Greeting, Greeting> {
    @Override
    public Greeting handleRequest(Greeting greeting, Context context) {
      return new Greeting(greeting.name().toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void honoursAnnotationsInBothDirections() throws Exception {
    try (Emulator emulator = Emulator.builder().build()) {
      Environment environment =
          emulator.start(
              FunctionSpec.builder()
                  .command(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      "dev.snapstart.runtime.Bootstrap",
                      Same.class.getName())
                  .build());
      byte[] event = "{\"to-whom\":\"ann\"}".getBytes(StandardCharsets.UTF_8);
      assertThat(environment.invoke(event).text()).isEqualTo("{\"to-whom\":\"ANN\"}");
    }
  }
}
