package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A response on its way into a connection that a {@link Fault} has to do with. For one thread. */
final class FaultyAnswer {

  private final Fault fault;
  private final Response response;

  FaultyAnswer(Fault fault, Response response) {
    this.fault = fault;
    this.response =
        fault instanceof Fault.Embellished embellished
            ? Response.text(response.status(), embellished.text())
            : fault instanceof Fault.Closed ? response.last() : response;
  }

  /** Whether the connection must be closed when the answer is written. */
  boolean endsConnection() {
    return fault instanceof Fault.Truncated || response.endsConnection();
  }

  void write(OutputStream out) throws IOException {
    byte[] body = response.body();
    if (fault instanceof Fault.Chunked chunked) {
      out.write(HttpFraming.head(response, "Transfer-Encoding: chunked"));
      writeChunks(out, chunked.chunkBytes());
    } else if (fault instanceof Fault.Truncated truncated) {
      out.write(headWithLength());
      out.write(body, 0, Math.min(body.length, truncated.bodyBytes()));
    } else if (fault instanceof Fault.Trickled) {
      trickle(out, headWithLength());
      trickle(out, body);
    } else {
      if (fault instanceof Fault.Continued) {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.write(headWithLength());
      out.write(body);
    }
    out.flush();
  }

  private byte[] headWithLength() {
    return HttpFraming.head(response, "Content-Length: " + response.body().length);
  }

  private void writeChunks(OutputStream out, int chunkBytes) throws IOException {
    byte[] body = response.body();
    for (int from = 0; from < body.length; from += chunkBytes) {
      byte[] chunk = Arrays.copyOfRange(body, from, Math.min(body.length, from + chunkBytes));
      String size = String.format(Locale.ROOT, "%x\r\n", chunk.length);
      out.write(size.getBytes(StandardCharsets.US_ASCII));
      out.write(chunk);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void trickle(OutputStream out, byte[] bytes) throws IOException {
    for (byte b : bytes) {
      out.write(b);
      out.flush();
    }
  }
}
