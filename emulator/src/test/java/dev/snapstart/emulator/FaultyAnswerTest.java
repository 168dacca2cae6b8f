package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.HttpFraming.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FaultyAnswerTest {

  private static final Response EVENT = Response.text(200, "0123456789");

  @Test
  void sendsChunksWithoutALength() throws Exception {
    assertThat(written(new Fault.Chunked(4)))
        .contains("\r\nTransfer-Encoding: chunked\r\n\r\n")
        .doesNotContain("Content-Length")
        .endsWith("\r\n\r\n4\r\n0123\r\n4\r\n4567\r\n2\r\n89\r\n0\r\n\r\n");
  }

  @Test
  void cutsTheBodyButNotItsLength() throws Exception {
    assertThat(written(new Fault.Truncated(3)))
        .contains("Content-Length: 10\r\n")
        .endsWith("\r\n\r\n012");
    assertThat(new FaultyAnswer(new Fault.Truncated(3), EVENT).endsConnection()).isTrue();
  }

  @Test
  void changesNothingWhereOnlyThePaceIsAnotherOne() throws Exception {
    assertThat(written(new Fault.Trickled()))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\n0123456789");
    assertThat(new FaultyAnswer(new Fault.Trickled(), EVENT).endsConnection()).isFalse();
  }

  @Test
  void continuesFirst() throws Exception {
    assertThat(written(new Fault.Continued()))
        .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")
        .endsWith("0123456789");
  }

  @Test
  void hasAnotherBody() throws Exception {
    assertThat(written(new Fault.Embellished("go on")))
        .contains("Content-Length: 5\r\n")
        .endsWith("\r\n\r\ngo on");
  }

  private static String written(Fault fault) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FaultyAnswer(fault, EVENT).write(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
