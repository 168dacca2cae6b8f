package dev.snapstart.emulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as bytes on one connection, the server's side: requests in, responses out. Knows
 * keep-alive, Content-Length, chunked bodies with trailers and {@code Expect: 100-continue}. For
 * one thread.
 */
final class HttpFraming {

  /** As Go's server, which RIE uses: it leaves room for an X-Ray cause of up to 1 MiB. */
  static final int MAX_HEAD_BYTES = (1 << 20) + 4096;

  /** A request; of a body that is longer than the limit only the length is known. */
  record Request(
      String method, String path, Map<String, String> headers, byte[] body, long bodyLength) {

    boolean asksToClose() {
      return "close".equalsIgnoreCase(headers.get("Connection"));
    }
  }

  /** A response; its Content-Length is written by the framing. */
  record Response(int status, Map<String, String> headers, byte[] body) {

    static Response text(int status, String text) {
      return new Response(
          status, Map.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
    }

    static Response json(int status, byte[] json) {
      return new Response(status, Map.of("Content-Type", "application/json"), json);
    }
  }

  /** What came over the connection is not HTTP as we speak it; the connection cannot go on. */
  static final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedRequestException(int status, String message) {
      super(message);
      this.status = status;
    }

    Response response() {
      return Response.text(status, getMessage() + "\n");
    }
  }

  private final InputStream in;
  private final OutputStream out;
  private final int maxBodyBytes;
  private int headBytes;

  HttpFraming(InputStream in, OutputStream out, int maxBodyBytes) {
    this.in = new BufferedInputStream(in);
    this.out = new BufferedOutputStream(out);
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Reads the next request; null if the peer closed the connection before it began one. */
  @Nullable Request read() throws IOException, MalformedRequestException {
    headBytes = 0;
    String line = readLine();
    if (line == null) {
      return null;
    }
    String[] words = line.split(" ", -1);
    if (words.length != 3
        || words[0].isEmpty()
        || !words[1].startsWith("/")
        || !words[2].startsWith("HTTP/1.")) {
      throw new MalformedRequestException(
          400, "cannot read request line \"" + line + "\": expected \"METHOD /path HTTP/1.1\"");
    }
    Map<String, String> headers = readHeaders();
    if ("100-continue".equalsIgnoreCase(headers.get("Expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    Body body = readBody(headers);
    return new Request(words[0], words[1], headers, body.kept(), body.length);
  }

  void write(Response response) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(response.status()).append(' ').append(reason(response.status())).append("\r\n");
    response.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(response.body().length).append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    out.write(response.body());
    out.flush();
  }

  private Map<String, String> readHeaders() throws IOException, MalformedRequestException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = requireLine(); !line.isEmpty(); line = requireLine()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new MalformedRequestException(
            400, "cannot read header \"" + line + "\": expected \"Name: value\"");
      }
      headers.merge(
          line.substring(0, colon),
          line.substring(colon + 1).strip(),
          (first, second) -> first + ", " + second);
    }
    return Collections.unmodifiableMap(headers);
  }

  private Body readBody(Map<String, String> headers) throws IOException, MalformedRequestException {
    String length = headers.get("Content-Length");
    String coding = headers.get("Transfer-Encoding");
    Body body = new Body();
    if (coding != null) {
      if (length != null || !coding.equalsIgnoreCase("chunked")) {
        throw new MalformedRequestException(
            400,
            "cannot read a body with Transfer-Encoding \""
                + coding
                + "\" and Content-Length "
                + length
                + ": expected \"chunked\" or a length, not both");
      }
      readChunks(body);
    } else if (length != null) {
      body.read(parseLength(length, 10));
    }
    return body;
  }

  private void readChunks(Body body) throws IOException, MalformedRequestException {
    while (true) {
      String line = requireLine();
      int extension = line.indexOf(';');
      long size = parseLength((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
      if (size == 0) {
        readHeaders();
        return;
      }
      body.read(size);
      headBytes = 0;
      String end = requireLine();
      if (!end.isEmpty()) {
        throw new MalformedRequestException(
            400, "cannot read a chunk: found \"" + end + "\" after it, expected the end of line");
      }
    }
  }

  private static long parseLength(String text, int radix) throws MalformedRequestException {
    try {
      // a sign would be understood by parseLong, but is none in HTTP
      if (!text.isEmpty() && Character.digit(text.charAt(0), radix) >= 0) {
        return Long.parseLong(text, radix);
      }
    } catch (NumberFormatException ignored) {
      // not a number, or far too large: reported below with all others
    }
    throw new MalformedRequestException(
        400, "cannot read a body of length \"" + text + "\": expected a number");
  }

  private String requireLine() throws IOException, MalformedRequestException {
    String line = readLine();
    if (line == null) {
      throw new EOFException("the connection ended in the middle of a request");
    }
    return line;
  }

  /** A line without its end; null at the end of the stream. */
  private @Nullable String readLine() throws IOException, MalformedRequestException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() > 0) {
          throw new EOFException("the connection ended in the middle of a line");
        }
        return null;
      }
      if (++headBytes > MAX_HEAD_BYTES) {
        throw new MalformedRequestException(
            431, "cannot read the headers: more than " + MAX_HEAD_BYTES + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 202 -> "Accepted";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 413 -> "Request Entity Too Large";
      case 431 -> "Request Header Fields Too Large";
      default -> String.format(Locale.ROOT, "Status %d", status);
    };
  }

  /** Collects a body up to the limit and counts the rest. */
  private final class Body {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];
    private long length;

    void read(long count) throws IOException {
      long left = count;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException("the connection ended in the middle of a body");
        }
        left -= read;
        length += read;
        if (length <= maxBodyBytes) {
          bytes.write(buffer, 0, read);
        }
      }
    }

    byte[] kept() {
      return length <= maxBodyBytes ? bytes.toByteArray() : new byte[0];
    }
  }
}
