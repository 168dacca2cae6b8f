package dev.snapstart.runtime;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The Runtime API over HTTP; the only place that knows its paths, headers and statuses.
 *
 * <p>One connection is kept from request to request. A request that meets a connection that the
 * server has closed meanwhile is sent again on a new one: the platform knows each invocation by its
 * id, so a second copy of a reply is refused and does no harm.
 */
final class HttpRuntimeApi implements RuntimeApi {

  private static final String VERSION_PATH = "/2018-06-01";
  private static final byte[] NO_BODY = new byte[0];

  /** How long to wait between two attempts: short, for a snapshot's restore is waiting. */
  private static final int MAX_BACKOFF_MS = 20;

  /** About a second: a server that is just starting, or closing a connection. */
  private static final int REPLY_ATTEMPTS = 50;

  /** About ten seconds. */
  private static final int NEXT_ATTEMPTS = 500;

  /**
   * About fifteen minutes of this process's own time, the longest that the platform lets an init
   * take. Attempts are counted and not time, because clocks may jump while the world stands still.
   */
  private static final int RESTORE_ATTEMPTS = 45_000;

  private record Request(byte[] head, byte[] body, int length) {}

  private final Endpoint endpoint;
  private final String commonHeaders;
  private @Nullable HttpConnection connection;

  HttpRuntimeApi(Endpoint endpoint) {
    this.endpoint = endpoint;
    String version = HttpRuntimeApi.class.getPackage().getImplementationVersion();
    this.commonHeaders =
        "\r\nHost: "
            + endpoint.authority()
            + "\r\nUser-Agent: snapstart-runtime/"
            + (version == null ? "dev" : version)
            + " java/"
            + System.getProperty("java.version")
            + "\r\n";
  }

  @Override
  public Invocation next() throws IOException {
    HttpConnection.Response response = await("/runtime/invocation/next", NEXT_ATTEMPTS);
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
    post(
        "/runtime/invocation/" + encode(requestId) + "/response",
        "Content-Type: application/json\r\n",
        body.bytes(),
        body.length());
  }

  @Override
  public void fail(String requestId, InvocationError error) throws IOException {
    postError("/runtime/invocation/" + encode(requestId) + "/error", error);
  }

  @Override
  public void failInit(InvocationError error) throws IOException {
    postError("/runtime/init/error", error);
  }

  @Override
  public void awaitRestore() throws IOException {
    try {
      await("/runtime/restore/next", RESTORE_ATTEMPTS);
    } finally {
      disconnect();
    }
  }

  @Override
  public void failRestore(InvocationError error) throws IOException {
    postError("/runtime/restore/error", error);
  }

  private void postError(String path, InvocationError error) throws IOException {
    byte[] body = error.toJson();
    post(
        path,
        "Content-Type: application/json\r\nLambda-Runtime-Function-Error-Type: "
            + error.category()
            + "\r\n",
        body,
        body.length);
  }

  private void post(String path, String headers, byte[] body, int length) throws IOException {
    Request request =
        new Request(
            head("POST", path, headers + "Content-Length: " + length + "\r\n"), body, length);
    for (int attempt = 1; ; attempt++) {
      try {
        check("POST", path, send(request));
        return;
      } catch (ConnectException refused) {
        if (attempt == REPLY_ATTEMPTS) {
          throw unreachable("POST " + path, attempt, refused);
        }
        backOff(attempt);
      }
    }
  }

  /** Asks until there is an answer, whatever happens to connections meanwhile. */
  private HttpConnection.Response await(String path, int attempts) throws IOException {
    Request request = new Request(head("GET", path, ""), NO_BODY, 0);
    for (int attempt = 1; ; attempt++) {
      try {
        return check("GET", path, send(request));
      } catch (RuntimeApiException answered) {
        throw answered;
      } catch (IOException broken) {
        if (attempt == attempts) {
          throw unreachable("GET " + path, attempt, broken);
        }
        backOff(attempt);
      }
    }
  }

  private byte[] head(String method, String path, String headers) {
    return (method
            + " "
            + endpoint.path()
            + VERSION_PATH
            + path
            + " HTTP/1.1"
            + commonHeaders
            + headers
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private HttpConnection.Response send(Request request) throws IOException {
    try {
      return exchange(request);
    } catch (HttpConnection.StaleConnectionException e) {
      return exchange(request);
    }
  }

  private HttpConnection.Response exchange(Request request) throws IOException {
    HttpConnection current = connection;
    if (current == null) {
      current = HttpConnection.open(endpoint);
      connection = current;
    }
    boolean reusable = false;
    try {
      HttpConnection.Response response =
          current.exchange(request.head(), request.body(), request.length());
      reusable = !current.isClosing();
      return response;
    } finally {
      if (!reusable) {
        disconnect();
      }
    }
  }

  private void disconnect() {
    HttpConnection current = connection;
    if (current != null) {
      current.close();
      connection = null;
    }
  }

  private static HttpConnection.Response check(
      String method, String path, HttpConnection.Response response) throws RuntimeApiException {
    if (response.status() / 100 != 2) {
      throw new RuntimeApiException(
          method + " " + path,
          response.status(),
          new String(response.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  private IOException unreachable(String request, int attempts, IOException last) {
    return new IOException(
        "cannot reach the Runtime API at "
            + endpoint.authority()
            + ": no answer to "
            + request
            + " in "
            + attempts
            + " attempts",
        last);
  }

  private static void backOff(int attempt) {
    try {
      Thread.sleep(Math.min(MAX_BACKOFF_MS, 2L << Math.min(attempt, 10)));
    } catch (InterruptedException ignored) {
      // nobody interrupts this thread to end it: user code left the flag set, and now it is clear
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

  /** Ids are opaque; what has no place in a path is escaped. */
  private static String encode(String requestId) {
    StringBuilder path = new StringBuilder(requestId.length());
    for (byte b : requestId.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-._~".indexOf(b) >= 0;
      if (plain) {
        path.append((char) b);
      } else {
        path.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    return path.toString();
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 0xf, 16));
  }
}
