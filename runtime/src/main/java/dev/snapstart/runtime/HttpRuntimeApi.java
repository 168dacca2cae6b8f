package dev.snapstart.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The Runtime API over HTTP; the only place that knows its paths, headers and statuses. */
final class HttpRuntimeApi implements RuntimeApi {

  private static final String BASE = "/2018-06-01/runtime";
  private static final String INVOCATION = BASE + "/invocation/";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  /** About ten seconds. */
  private static final int NEXT_ATTEMPTS = 2_500;

  private final RetryingConnection connection;

  HttpRuntimeApi(Endpoint endpoint) {
    this.connection = new RetryingConnection(endpoint);
  }

  @Override
  public Invocation next() throws IOException {
    HttpConnection.Response response = connection.get(BASE + "/invocation/next", "", NEXT_ATTEMPTS);
    String requestId = response.header("lambda-runtime-aws-request-id");
    if (requestId == null || requestId.isEmpty()) {
      throw new IOException(
          "the Runtime API sent an event without the header Lambda-Runtime-Aws-Request-Id");
    }
    return new Invocation(
        requestId,
        deadline(response.header("lambda-runtime-deadline-ms")),
        response.header("lambda-runtime-invoked-function-arn"),
        response.header("lambda-runtime-trace-id"),
        response.header("lambda-runtime-client-context"),
        response.header("lambda-runtime-cognito-identity"),
        response.header("lambda-runtime-aws-tenant-id"),
        response.body());
  }

  @Override
  public void succeed(String requestId, ResponseBody body) throws IOException {
    connection.post(
        pathOf(requestId).concat("/response"),
        "Content-Type: application/json\r\n",
        body.bytes(),
        body.length());
  }

  @Override
  public Upload stream(String requestId, String contentType) throws IOException {
    String path = pathOf(requestId) + "/response";
    return new HttpUpload(path, connection.beginChunks(path, HttpUpload.headers(contentType)));
  }

  @Override
  public void fail(String requestId, InvocationError error) throws IOException {
    postError(pathOf(requestId) + "/error", error);
  }

  @Override
  public void failInit(InvocationError error) throws IOException {
    postError(BASE + "/init/error", error);
  }

  @Override
  public void awaitRestore() throws IOException {
    try {
      connection.get(BASE + "/restore/next", "", RetryingConnection.RESTORE_ATTEMPTS);
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void failRestore(InvocationError error) throws IOException {
    postError(BASE + "/restore/error", error);
  }

  private void postError(String path, InvocationError error) throws IOException {
    byte[] body = error.toJson();
    String xray = error.toXrayJson();
    connection.post(
        path,
        "Content-Type: application/json\r\n"
            + ERROR_TYPE
            + ": "
            + error.category()
            + (xray == null ? "" : "\r\nLambda-Runtime-Function-XRay-Error-Cause: " + xray)
            + "\r\n",
        body,
        body.length);
  }

  /**
   * A streamed answer: <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">
   * response streaming in custom runtimes</a>. Its connection is closed at its end, as the
   * documentation asks.
   */
  private final class HttpUpload implements Upload {

    private final String path;
    private final HttpConnection connected;

    HttpUpload(String path, HttpConnection connected) {
      this.path = path;
      this.connected = connected;
    }

    /** The trailers must be announced before anybody knows whether they will be needed. */
    static String headers(String contentType) {
      return "Content-Type: "
          + contentType
          + "\r\nLambda-Runtime-Function-Response-Mode: streaming"
          + "\r\nTransfer-Encoding: chunked\r\nTrailer: "
          + ERROR_TYPE
          + ", "
          + ERROR_BODY
          + "\r\n";
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      connected.writeChunk(bytes, offset, count);
    }

    @Override
    public void end(@Nullable InvocationError error) throws IOException {
      String trailers =
          error == null
              ? ""
              : ERROR_TYPE
                  + ": "
                  + error.category()
                  + "\r\n"
                  + ERROR_BODY
                  + ": "
                  + Base64.getEncoder().encodeToString(error.toJson())
                  + "\r\n";
      try {
        RetryingConnection.check("POST", path, 0, connected.endChunks(trailers));
      } catch (RuntimeApiException answered) {
        throw answered;
      } catch (IOException lost) {
        throw RuntimeApiException.lost("POST " + path, lost);
      } finally {
        connection.disconnect();
      }
    }
  }

  private static long deadline(@Nullable String milliseconds) {
    if (milliseconds != null) {
      try {
        return Long.parseLong(milliseconds);
      } catch (NumberFormatException ignored) {
        // the handler is called all the same, and told that no time remains
      }
    }
    return 0;
  }

  private static String pathOf(String requestId) {
    return INVOCATION.concat(encode(requestId));
  }

  /** Ids are opaque; what has no place in a path is escaped. */
  private static String encode(String requestId) {
    int plain = 0;
    while (plain < requestId.length() && isPlain(requestId.charAt(plain))) {
      plain++;
    }
    if (plain == requestId.length()) {
      return requestId;
    }
    StringBuilder path = new StringBuilder(requestId.length());
    for (byte b : requestId.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        path.append((char) b);
      } else {
        path.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    return path.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 0xf, 16));
  }
}
