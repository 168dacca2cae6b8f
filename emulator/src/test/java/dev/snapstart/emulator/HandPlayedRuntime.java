package dev.snapstart.emulator;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * A runtime that a test plays by hand, over raw HTTP: the process of the function only says where
 * its Runtime API is, the test sends every byte.
 */
final class HandPlayedRuntime implements AutoCloseable {

  static final String BASE = "/2018-06-01/runtime";

  private static final String SAY_WHERE = "echo api=$AWS_LAMBDA_RUNTIME_API; ";

  private final CompletableFuture<String> api = new CompletableFuture<>();
  private final Emulator emulator = Emulator.builder().log(this::listen).build();
  private final Future<Environment> starting;

  private HandPlayedRuntime(FunctionSpec.Builder function, String script) {
    FunctionSpec spec = function.command("sh", "-c", script).build();
    starting = async(() -> emulator.start(spec));
  }

  /** Starts a process that does nothing by itself. */
  static HandPlayedRuntime of(FunctionSpec.Builder function) {
    return new HandPlayedRuntime(function, SAY_WHERE + "exec sleep 600");
  }

  /** Starts a process that does what the trap says when it gets a signal. */
  static HandPlayedRuntime of(FunctionSpec.Builder function, String trap) {
    return new HandPlayedRuntime(
        function, trap + "; " + SAY_WHERE + "while :; do sleep 0.01; done");
  }

  static <T> Future<T> async(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future);
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  /** The environment; waits until the init is done. */
  Environment environment() throws Exception {
    return starting.get();
  }

  /** Whether the init is done. */
  boolean hasStarted() {
    return starting.isDone();
  }

  Connection connect() throws Exception {
    return new Connection(api.get());
  }

  /** Asks for the first invocation, so that the init is done, and does not wait for it. */
  Connection connectAndAsk() throws Exception {
    Connection connection = connect();
    connection.get(BASE + "/invocation/next");
    environment();
    return connection;
  }

  @Override
  public void close() {
    emulator.close();
  }

  private void listen(String line) {
    if (line.startsWith("api=")) {
      api.complete(line.substring("api=".length()));
    }
  }

  /** What came back. */
  record Answer(int status, Map<String, String> headers, String body) {

    String requestId() {
      return headers.get("Lambda-Runtime-Aws-Request-Id");
    }
  }

  /** One connection to the Runtime API. */
  static final class Connection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    private Connection(String api) throws IOException {
      int colon = api.indexOf(':');
      socket = new Socket(api.substring(0, colon), Integer.parseInt(api.substring(colon + 1)));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      in = new BufferedInputStream(socket.getInputStream());
    }

    Connection send(String text) throws IOException {
      return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Connection send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    }

    Connection get(String path, String... headers) throws IOException {
      return send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines(headers) + "\r\n");
    }

    Connection post(String path, String body, String... headers) throws IOException {
      String length = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
      return send(
          "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + lines(headers) + length + "\r\n" + body);
    }

    Answer ask(String path, String... headers) throws IOException {
      return get(path, headers).answer();
    }

    Connection askForNext() throws IOException {
      return get(BASE + "/invocation/next");
    }

    Answer respond(String requestId, String body) throws IOException {
      return post(BASE + "/invocation/" + requestId + "/response", body).answer();
    }

    Answer fail(String requestId, String body) throws IOException {
      return post(
              BASE + "/invocation/" + requestId + "/error",
              body,
              "Lambda-Runtime-Function-Error-Type: Function.Boom")
          .answer();
    }

    /** The head of a streamed response. */
    Connection beginStream(String requestId, String... headers) throws IOException {
      return send(
          "POST "
              + BASE
              + "/invocation/"
              + requestId
              + "/response HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
              + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
              + lines(headers)
              + "\r\n");
    }

    Connection chunk(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return send(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
    }

    Connection endStream(String... trailers) throws IOException {
      return send("0\r\n" + lines(trailers) + "\r\n");
    }

    Answer answer() throws IOException {
      int status = Integer.parseInt(line().split(" ")[1]);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String line = line(); !line.isEmpty(); line = line()) {
        String[] header = line.split(": ", 2);
        headers.put(header[0], header[1]);
      }
      byte[] body = new byte[Integer.parseInt(headers.get("Content-Length"))];
      new DataInputStream(in).readFully(body);
      return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }

    private static String lines(String... headers) {
      StringBuilder lines = new StringBuilder();
      for (String header : headers) {
        lines.append(header).append("\r\n");
      }
      return lines.toString();
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the emulator closed the connection");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }
  }
}
