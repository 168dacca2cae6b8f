package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private final EventStream event = new EventStream("an event".getBytes(StandardCharsets.US_ASCII));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void transfersWhatHasNotBeenReadYet() throws Exception {
    assertThat(event.readNBytes(3)).isEqualTo("an ".getBytes(StandardCharsets.US_ASCII));
    assertThat(event.transferTo(out)).isEqualTo(5);
    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("event");
  }

  @Test
  void isAtItsEndAfterwards() throws Exception {
    event.transferTo(out);
    assertThat(event.read()).isEqualTo(-1);
    assertThat(event.transferTo(out)).isZero();
  }
}
