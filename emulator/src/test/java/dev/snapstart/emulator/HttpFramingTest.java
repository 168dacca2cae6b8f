package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.emulator.HttpFraming.MalformedRequestException;
import dev.snapstart.emulator.HttpFraming.Request;
import dev.snapstart.emulator.HttpFraming.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFramingTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void readsARequestWithALengthAndHeadersWhateverTheirCase() throws Exception {
    Request request =
        framing("POST /a/b HTTP/1.1\r\nhost: x\r\nCONTENT-length: 5\r\nX-A:  v \r\n\r\nhello")
            .read();

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/a/b");
    assertThat(request.headers()).containsEntry("x-a", "v").containsEntry("Host", "x");
    assertThat(request.body()).asString().isEqualTo("hello");
    assertThat(request.bodyLength()).isEqualTo(5);
  }

  @Test
  void readsAChunkedBodyWithExtensionsAndTrailers() throws Exception {
    HttpFraming framing =
        framing(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\nA;ext=1\r\n0123456789\r\n0\r\nX-Trailer: t\r\n\r\n"
                + "GET /after HTTP/1.1\r\n\r\n");

    assertThat(framing.read().body()).asString().isEqualTo("hello0123456789");
    assertThat(framing.read().path()).isEqualTo("/after");
  }

  @Test
  void readsWhatComesOneByteAtATime() throws Exception {
    InputStream slow =
        new ByteArrayInputStream(
            bytes("POST /x HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /y HTTP/1.1\r\n\r\n")) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
          }
        };
    HttpFraming framing = new HttpFraming(slow, out, 100);

    assertThat(framing.read().body()).asString().isEqualTo("abc");
    assertThat(framing.read().path()).isEqualTo("/y");
    assertThat(framing.read()).isNull();
  }

  @Test
  void readsPipelinedRequests() throws Exception {
    HttpFraming framing =
        framing("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\n");

    Request first = framing.read();
    Request second = framing.read();
    assertThat(first.path()).isEqualTo("/1");
    assertThat(first.asksToClose()).isFalse();
    assertThat(second.path()).isEqualTo("/2");
    assertThat(second.asksToClose()).isTrue();
  }

  @Test
  void countsABodyThatIsTooLongWithoutKeepingIt() throws Exception {
    HttpFraming framing =
        new HttpFraming(
            new ByteArrayInputStream(
                bytes(
                    "POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n01234567890GET /n HTTP/1.1\r\n\r\n")),
            out,
            10);

    Request request = framing.read();
    assertThat(request.bodyLength()).isEqualTo(11);
    assertThat(request.body()).isEmpty();
    assertThat(framing.read().path()).isEqualTo("/n");
  }

  @Test
  void answersExpectContinueBeforeItReadsTheBody() throws Exception {
    framing("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab").read();

    assertThat(out).hasToString("HTTP/1.1 100 Continue\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "GET /\r\n\r\n",
        "GET  / HTTP/1.1\r\n\r\n",
        "GET noslash HTTP/1.1\r\n\r\n",
        "GET / FTP/1.1\r\n\r\n",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\n: no name\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
      })
  void refusesWhatIsNotHttpWith400(String text) {
    MalformedRequestException failure =
        catchThrowableOfType(MalformedRequestException.class, () -> framing(text).read());

    assertThat(failure.response().status()).isEqualTo(400);
    assertThat(failure).hasMessageContaining("expected");
  }

  @Test
  void refusesOversizedHeadersWith431() {
    String text =
        "GET / HTTP/1.1\r\nX-Long: " + "x".repeat(HttpFraming.MAX_HEAD_BYTES) + "\r\n\r\n";

    MalformedRequestException failure =
        catchThrowableOfType(MalformedRequestException.class, () -> framing(text).read());

    assertThat(failure.response().status()).isEqualTo(431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HT",
        "GET / HTTP/1.1\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
      })
  void reportsAConnectionThatEndsInTheMiddle(String text) {
    assertThatThrownBy(() -> framing(text).read()).isInstanceOf(EOFException.class);
  }

  @Test
  void writesStatusHeadersAndLength() throws Exception {
    framing("").write(new Response(202, Map.of("A", "b"), bytes("xyz")));

    assertThat(out).hasToString("HTTP/1.1 202 Accepted\r\nA: b\r\nContent-Length: 3\r\n\r\nxyz");
  }

  private HttpFraming framing(String text) {
    return new HttpFraming(new ByteArrayInputStream(bytes(text)), out, 100);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
