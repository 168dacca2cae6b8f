package dev.snapstart.runtime;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the Runtime API, made again whenever it is lost. One connection is kept from
 * request to request. A request that meets a connection that the server has closed meanwhile is
 * sent again on a new one: the platform knows each invocation by its id, so a second copy of a
 * reply is refused and does no harm. Used by one thread.
 */
final class RetryingConnection {

  /**
   * About fifteen minutes of this process's own time, the longest that the platform lets an init
   * take. Attempts are counted and not time, because clocks may jump while the world stands still.
   */
  static final int RESTORE_ATTEMPTS = 225_000;

  /** How long to wait between two attempts: in a clone, what is left of it delays each restore. */
  private static final int MAX_BACKOFF_MS = 4;

  /** About a second: a server that is just starting, or closing a connection. */
  private static final int REPLY_ATTEMPTS = 250;

  private static final byte[] NO_BODY = new byte[0];

  private final Endpoint endpoint;
  private final String commonHeaders;
  private final StringBuilder head = new StringBuilder();
  private @Nullable HttpConnection connection;

  RetryingConnection(Endpoint endpoint) {
    this.endpoint = endpoint;
    String version = RetryingConnection.class.getPackage().getImplementationVersion();
    this.commonHeaders =
        "\r\nHost: "
            + endpoint.authority()
            + "\r\nUser-Agent: snapstart-runtime/"
            + (version == null ? "dev" : version)
            + " java/"
            + System.getProperty("java.version")
            + "\r\n";
  }

  /**
   * Asks until there is an answer, whatever happens to connections meanwhile.
   *
   * @param headers header lines, each with its line end; maybe empty
   * @throws RuntimeApiException when the answer's status is not 2xx
   * @throws IOException when there is none in so many attempts
   */
  HttpConnection.Response get(String path, String headers, int attempts) throws IOException {
    begin("GET", path, headers).append("\r\n");
    for (int attempt = 1; ; attempt++) {
      try {
        return check("GET", path, 0, send(NO_BODY, 0));
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

  /**
   * Sends a body, again only if the server cannot have taken it.
   *
   * @param headers header lines, each with its line end
   * @throws RuntimeApiException when the answer's status is not 2xx
   * @throws IOException when there is none
   */
  HttpConnection.Response post(String path, String headers, byte[] body, int length)
      throws IOException {
    begin("POST", path, headers).append("Content-Length: ").append(length).append("\r\n\r\n");
    for (int attempt = 1; ; attempt++) {
      try {
        return check("POST", path, length, send(body, length));
      } catch (ConnectException refused) {
        if (attempt == REPLY_ATTEMPTS) {
          throw unreachable("POST " + path, attempt, refused);
        }
        backOff(attempt);
      }
    }
  }

  /** Begins a request whose body comes in chunks, on the connection that is returned. */
  HttpConnection beginChunks(String path, String headers) throws IOException {
    begin("POST", path, headers).append("\r\n");
    try {
      return beginChunks();
    } catch (IOException stale) {
      disconnect();
      return beginChunks();
    }
  }

  /** Gives the connection up; the next request makes another one. */
  void disconnect() {
    HttpConnection current = connection;
    if (current != null) {
      current.close();
      connection = null;
    }
  }

  /**
   * Looks at the status of an answer.
   *
   * @param bodyBytes how many bytes were sent, for the message; 0 when it does not matter
   * @throws RuntimeApiException when it is not 2xx
   */
  static HttpConnection.Response check(
      String method, String path, int bodyBytes, HttpConnection.Response response)
      throws RuntimeApiException {
    if (response.status() / 100 != 2) {
      throw new RuntimeApiException(
          method + " " + path + (bodyBytes == 0 ? "" : " of " + bodyBytes + " bytes"),
          response.status(),
          new String(response.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  private HttpConnection beginChunks() throws IOException {
    HttpConnection connected = connect();
    connected.beginChunks(head);
    return connected;
  }

  /** Begins the request line and headers, which stay until the next request. */
  private StringBuilder begin(String method, String path, String headers) {
    head.setLength(0);
    return head.append(method)
        .append(' ')
        .append(endpoint.path())
        .append(path)
        .append(" HTTP/1.1")
        .append(commonHeaders)
        .append(headers);
  }

  private HttpConnection.Response send(byte[] body, int length) throws IOException {
    try {
      return exchange(body, length);
    } catch (HttpConnection.StaleConnectionException e) {
      return exchange(body, length);
    }
  }

  private HttpConnection.Response exchange(byte[] body, int length) throws IOException {
    HttpConnection current = connect();
    boolean reusable = false;
    try {
      HttpConnection.Response response = current.exchange(head, body, length);
      reusable = !current.isClosing();
      return response;
    } finally {
      if (!reusable) {
        disconnect();
      }
    }
  }

  private HttpConnection connect() throws IOException {
    HttpConnection current = connection;
    if (current == null) {
      current = HttpConnection.open(endpoint);
      connection = current;
    }
    return current;
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
}
