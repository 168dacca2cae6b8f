package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @Test
  void readsHostAndPort() {
    assertThat(Endpoint.parse("API", "127.0.0.1:9001"))
        .isEqualTo(new Endpoint("127.0.0.1", 9001, ""));
  }

  @Test
  void readsPathBehindHostAndPort() {
    assertThat(Endpoint.parse("API", "localhost:9001/.rt/orders/"))
        .isEqualTo(new Endpoint("localhost", 9001, "/.rt/orders"));
  }

  @Test
  void readsIpv6Address() {
    Endpoint endpoint = Endpoint.parse("API", "[::1]:9001");
    assertThat(endpoint).isEqualTo(new Endpoint("::1", 9001, ""));
    assertThat(endpoint.authority()).isEqualTo("[::1]:9001");
  }

  @Test
  void usesHttpPortWhenNoneIsGiven() {
    assertThat(Endpoint.parse("API", "runtime.example").port()).isEqualTo(80);
    assertThat(Endpoint.parse("API", "runtime.example:").port()).isEqualTo(80);
    assertThat(Endpoint.parse("API", "[::1]").port()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {":9001", "host:port", "host:0", "host:70000", "[::1", "/path"})
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.parse("API", text))
        .withMessageContaining("API")
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("expected host:port")
        .withMessageContaining("[RUNTIME_NO_API_ADDRESS]");
  }
}
