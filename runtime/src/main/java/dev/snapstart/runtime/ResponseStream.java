package dev.snapstart.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Streams the response of a stream handler: the caller gets bytes while the handler still runs, and
 * the process never holds more than a small buffer of them.
 *
 * <pre>{@code
 * public void handleRequest(InputStream event, OutputStream out, Context context)
 *     throws IOException {
 *   try (ResponseStream response =
 *       ResponseStream.http(out).status(200).header("Content-Type", "text/html").open()) {
 *     response.write(firstPart);
 *     response.flush(); // the caller has it now
 *     response.write(secondPart);
 *   }
 * }
 * }</pre>
 *
 * <p>A write blocks while the platform does not take more. What is written goes out in chunks of 32
 * KiB, or at {@link #flush}. The response ends when the handler returns, not with {@link #close}:
 * an exception that leaves the handler after the first chunk reaches the platform as an error in
 * the trailers of the stream, one before it as an ordinary error.
 *
 * <p>With another {@code OutputStream} than the one that this runtime gives to handlers, in a unit
 * test or under another runtime, the same bytes are written to it and nothing is streamed.
 * Thread-safe, as far as that other stream is.
 *
 * <p>Source: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">
 * response streaming in custom runtimes</a>; it lets a response have up to 200 MB.
 */
public final class ResponseStream extends OutputStream {

  private static final String HTTP_TYPE = "application/vnd.awslambda.http-integration-response";
  private static final String NO_OUTPUT =
      "cannot stream to an output that is null [RUNTIME_NULL_ARGUMENT]";

  private final OutputStream out;

  private ResponseStream(OutputStream out, String contentType) {
    this.out = out;
    if (out instanceof ResponseBody body) {
      body.stream(contentType);
    }
  }

  /**
   * Streams bytes as they are.
   *
   * @param out the handler's output, not yet written to; not null
   * @param contentType told to the caller, such as {@code text/plain}; not null
   * @return the stream, never null
   * @throws IllegalArgumentException when the content type cannot be the value of a header
   * @throws IllegalStateException when something was written to {@code out} already
   */
  public static ResponseStream open(OutputStream out, String contentType) {
    return new ResponseStream(
        Objects.requireNonNull(out, NO_OUTPUT), checkHeader("Content-Type", contentType));
  }

  /**
   * Streams an HTTP response, for function URLs and other HTTP integrations.
   *
   * @param out the handler's output, not yet written to; not null
   * @return the head of the response, to be filled and {@linkplain HttpHead#open opened}
   */
  public static HttpHead http(OutputStream out) {
    return new HttpHead(Objects.requireNonNull(out, NO_OUTPUT));
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
  }

  /**
   * Sends what was written so far, at once.
   *
   * @throws IOException when the platform takes no more, because the invocation has timed out or
   *     the caller has gone
   */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Does nothing: what is left is sent when the handler returns, and dropped for an error when an
   * exception leaves it before anything was sent.
   */
  @Override
  public void close() {}

  private static String checkHeader(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        throw new IllegalArgumentException(
            "cannot use \""
                + value
                + "\" as the value of header "
                + name
                + ": character "
                + i
                + " is not printable ASCII [RUNTIME_BAD_HEADER]");
      }
    }
    return value;
  }

  /** The head of a streamed HTTP response. Not thread-safe. */
  public static final class HttpHead {

    private static final byte[] END = new byte[8];

    private final OutputStream out;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final List<String> cookies = new ArrayList<>();
    private int status = 200;

    private HttpHead(OutputStream out) {
      this.out = out;
    }

    /**
     * Sets the status.
     *
     * @param status from 100 to 599; 200 without a call
     * @return this head
     * @throws IllegalArgumentException when it is no HTTP status
     */
    public HttpHead status(int status) {
      if (status < 100 || status > 599) {
        throw new IllegalArgumentException(
            "cannot answer with status " + status + ": expected 100 to 599 [RUNTIME_BAD_STATUS]");
      }
      this.status = status;
      return this;
    }

    /**
     * Adds a header.
     *
     * @param name the name; may be given again for another value
     * @param value the value
     * @return this head
     * @throws IllegalArgumentException when the value cannot be that of a header
     */
    public HttpHead header(String name, String value) {
      List<String> values = headers.get(name);
      if (values == null) {
        values = new ArrayList<>();
        headers.put(name, values);
      }
      values.add(checkHeader(name, value));
      return this;
    }

    /**
     * Adds a cookie.
     *
     * @param cookie as in a {@code Set-Cookie} header, such as {@code id=1; HttpOnly}
     * @return this head
     * @throws IllegalArgumentException when it cannot be the value of a header
     */
    public HttpHead cookie(String cookie) {
      cookies.add(checkHeader("Set-Cookie", cookie));
      return this;
    }

    /**
     * Opens the stream of the body. The head goes out with its first bytes.
     *
     * @return the stream, never null
     * @throws IOException when the head cannot be written
     * @throws IllegalStateException when something was written to the handler's output already
     */
    public ResponseStream open() throws IOException {
      ResponseStream stream = new ResponseStream(out, HTTP_TYPE);
      stream.write(toJson().getBytes(StandardCharsets.UTF_8));
      stream.write(END);
      return stream;
    }

    private String toJson() {
      JsonText json = JsonText.utf8().beginObject().name("statusCode").value(status);
      json.name("headers").beginObject();
      boolean repeated = false;
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        json.name(header.getKey()).value(header.getValue().get(0));
        repeated |= header.getValue().size() > 1;
      }
      json.endObject();
      if (repeated) {
        json.name("multiValueHeaders").beginObject();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
          json.name(header.getKey());
          appendAll(json, header.getValue());
        }
        json.endObject();
      }
      appendAll(json.name("cookies"), cookies);
      return json.endObject().toString();
    }

    private static void appendAll(JsonText json, List<String> values) {
      json.beginArray();
      for (String value : values) {
        json.value(value);
      }
      json.endArray();
    }
  }
}
