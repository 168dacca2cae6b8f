package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.runtime.fixtures.Beans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which properties a bean has, and how each is set: as with AWS's own client. */
class RicBeansTest {

  private final EventCodec codec = new JsonCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"URL\":\"a\",\"url\":\"b\"}",
        "{\"url\":\"b\"}",
        "{\"aB\":\"a\",\"AB\":\"b\",\"ab\":\"c\"}",
        "{\"secret\":\"changed\"}",
        "{\"chained\":\"c\"}",
        "{\"overloaded\":\"7\"}",
        "{\"ok\":true}",
        "{\"fixed\":2,\"open\":\"o\"}",
        "{\"unreachable\":\"changed\"}",
        "{\"open\":null,\"fixed\":null,\"ok\":null}",
        "{\"open\":\"first\",\"open\":\"last\"}",
        "{\"Open\":\"o\",\"unknown\":{\"deep\":[1,{\"a\":[]}]},\"open\":5}",
      })
  void setsWhatTheClientSets(String event) throws IOException {
    assertThat(Ric.write(Beans.Settable.class, decode(event)))
        .isEqualTo(Ric.write(Beans.Settable.class, Ric.read(Beans.Settable.class, event)));
  }

  private Object decode(String json) throws IOException {
    return codec.decoder(Beans.Settable.class).decode(json.getBytes(StandardCharsets.UTF_8));
  }
}
