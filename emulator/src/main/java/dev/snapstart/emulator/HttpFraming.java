package dev.snapstart.emulator;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as bytes on one connection, the server's side: requests in, responses out. Knows
 * keep-alive, Content-Length, chunked bodies with trailers and {@code Expect: 100-continue}. For
 * one thread.
 */
final class HttpFraming {

  /** As Go's server, which RIE uses: it leaves room for an X-Ray cause of up to 1 MiB. */
  static final int MAX_HEAD_BYTES = (1 << 20) + 4096;

  /** A request whose body is read all at once or as it comes. For one thread. */
  static final class Request {

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final HttpBody content;
    private byte[] body = {};

    private Request(String method, String path, Map<String, String> headers, HttpBody content) {
      this.method = method;
      this.path = path;
      this.headers = headers;
      this.content = content;
    }

    String method() {
      return method;
    }

    String path() {
      return path;
    }

    Map<String, String> headers() {
      return headers;
    }

    /** The body, to be read as it comes. */
    HttpBody content() {
      return content;
    }

    /** The body, if all of it was read and it is not longer than the limit. */
    byte[] body() {
      return body;
    }

    /** How much of the body was read. */
    long bodyLength() {
      return content.length();
    }

    /** Reads the body, or what is left of it, and keeps it up to the limit. */
    void readBody(int maxBytes) throws IOException, MalformedRequestException {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        if (content.length() <= maxBytes) {
          kept.write(buffer, 0, count);
        }
      }
      body = content.length() <= maxBytes ? kept.toByteArray() : body;
    }

    /** Whether the connection cannot be used for another request. */
    boolean endsConnection() {
      return content.isBroken() || asksToClose();
    }

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

    /** The same, and no other on this connection. */
    Response last() {
      Map<String, String> closing = new LinkedHashMap<>(headers);
      closing.put("Connection", "close");
      return new Response(status, closing, body);
    }

    boolean endsConnection() {
      return "close".equals(headers.get("Connection"));
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

  private final HttpInput in;
  private final OutputStream out;
  private final int maxBodyBytes;

  HttpFraming(InputStream in, OutputStream out, int maxBodyBytes) {
    this.in = new HttpInput(in);
    this.out = new BufferedOutputStream(out);
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Reads the next request with its body; null if the peer closed the connection before it. */
  @Nullable Request read() throws IOException, MalformedRequestException {
    Request request = readHead();
    if (request != null) {
      readBody(request);
    }
    return request;
  }

  /** Reads the body of a request and keeps it up to the limit. */
  void readBody(Request request) throws IOException, MalformedRequestException {
    request.readBody(maxBodyBytes);
  }

  /** Reads the next request up to its body; null if the peer closed the connection before it. */
  @Nullable Request readHead() throws IOException, MalformedRequestException {
    in.beginHead();
    String line = in.readLine();
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
    Map<String, String> headers = in.readHeaders();
    HttpBody content = HttpBody.announced(headers, in);
    if ("100-continue".equalsIgnoreCase(headers.get("Expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return new Request(words[0], words[1], headers, content);
  }

  void write(Response response) throws IOException {
    out.write(head(response, "Content-Length: " + response.body().length));
    out.write(response.body());
    out.flush();
  }

  void write(FaultyAnswer answer) throws IOException {
    answer.write(out);
  }

  /** The bytes before a body whose extent the last header tells. */
  static byte[] head(Response response, String extent) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(response.status()).append(' ').append(reason(response.status())).append("\r\n");
    response.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append(extent).append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 202 -> "Accepted";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 410 -> "Gone";
      case 413 -> "Request Entity Too Large";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      default -> String.format(Locale.ROOT, "Status %d", status);
    };
  }
}
