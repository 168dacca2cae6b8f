package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.Request;
import dev.snapstart.emulator.HttpFraming.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * HTTP on one port of the loopback interface, one daemon thread per connection. It counts and
 * records, and its connections can be dropped, which is why it is written by hand. Safe for use by
 * many threads.
 */
final class LoopbackServer implements AutoCloseable {

  /**
   * Answers requests; called by many threads, which are interrupted when their connection is lost.
   */
  interface Handler {
    /** Whether the handler reads the body itself, as it comes; all others are there in full. */
    boolean streams(Request head);

    Response handle(Request request) throws InterruptedException;
  }

  private static final int RECORDED_REQUESTS = 10_000;
  private static final long DROP_MILLIS = 2_000;
  private static final long BIND_MILLIS = 2_000;

  private final Handler handler;
  private final int port;
  private final boolean listening;
  private final FaultSchedule faults;
  private final Set<LoopbackConnection> connections = new LinkedHashSet<>();
  private final Deque<Exchange> exchanges = new ArrayDeque<>();
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;
  private int accepted;
  private boolean closed;

  /** Listens at once; port 0 takes a free one. */
  LoopbackServer(int port, Handler handler, Faults faults) throws IOException {
    this.handler = handler;
    this.listening = true;
    this.faults = new FaultSchedule(faults);
    ServerSocket socket = bind(port);
    this.port = socket.getLocalPort();
    listen(socket);
  }

  private LoopbackServer(Handler handler, int port, Faults faults) {
    this.handler = handler;
    this.listening = false;
    this.faults = new FaultSchedule(faults);
    this.port = port;
  }

  /** Does not listen itself: somebody who listens on the port gives it its connections. */
  static LoopbackServer adopting(int port, Handler handler, Faults faults) {
    return new LoopbackServer(handler, port, faults);
  }

  /** Serves a connection that somebody else accepted. */
  synchronized void adopt(Socket socket) throws IOException {
    if (closed) {
      socket.close();
    } else {
      start(socket);
    }
  }

  int port() {
    return port;
  }

  synchronized int connectionCount() {
    return accepted;
  }

  /** The newest requests, oldest first. */
  synchronized List<RecordedRequest> requests() {
    List<RecordedRequest> recorded = new ArrayList<>();
    exchanges.forEach(exchange -> recorded.add(exchange.request));
    return recorded;
  }

  /** Closes every connection; returns when none of their threads waits for an answer any more. */
  void dropConnections() throws InterruptedException {
    List<LoopbackConnection> open;
    synchronized (this) {
      open = List.copyOf(connections);
    }
    for (LoopbackConnection connection : open) {
      connection.drop();
    }
    for (LoopbackConnection connection : open) {
      connection.join(DROP_MILLIS);
    }
  }

  /** Closes every connection and refuses new ones, so that a snapshot holds no socket of ours. */
  void suspend() throws InterruptedException {
    Thread stopped = stopListening();
    // while its thread is inside accept the kernel keeps the socket, and with it the port
    if (stopped != null) {
      stopped.join(DROP_MILLIS);
    }
    dropConnections();
  }

  /** Does the same for a while only. */
  void suspendFor(Duration time) throws InterruptedException {
    suspend();
    Thread later =
        new Thread(
            () -> {
              LockSupport.parkNanos(time.toNanos());
              resume();
            },
            "runtime-api-" + port + "-resume");
    later.setDaemon(true);
    later.start();
  }

  /** Listens again, on the same port; if somebody has it meanwhile, as soon as it is free. */
  synchronized void resume() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BIND_MILLIS);
    while (listening && listener == null && !closed) {
      try {
        listen(bind(port));
      } catch (IOException e) {
        if (System.nanoTime() > until) {
          throw new UncheckedIOException(e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    try {
      suspend();
    } catch (InterruptedException e) {
      // all sockets are closed by now; only the wait for their threads was cut short
      Thread.currentThread().interrupt();
    }
  }

  /** A socket that listens on a port of the loopback interface. */
  static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // the port is asked for again by resume() while old connections are in TIME_WAIT
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
      return socket;
    } catch (BindException e) {
      socket.close();
      throw new IOException(
          "cannot listen on port "
              + port
              + " of the loopback interface for the Runtime API: "
              + e.getMessage()
              + "; end the program that uses the port, choose another one, or 0 for a free one"
              + " [EMULATOR_PORT_IN_USE]",
          e);
    }
  }

  private synchronized void listen(ServerSocket socket) {
    listener = socket;
    Thread thread = new Thread(() -> accept(socket), "runtime-api-" + port);
    thread.setDaemon(true);
    thread.start();
    acceptor = thread;
  }

  private void accept(ServerSocket socket) {
    while (true) {
      try {
        start(socket.accept(), socket);
      } catch (IOException ignored) {
        // the listener was closed: suspended or at its end
        return;
      }
    }
  }

  private synchronized void start(Socket socket, ServerSocket from) throws IOException {
    if (from.isClosed()) {
      socket.close();
      return;
    }
    start(socket);
  }

  private void start(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    accepted++;
    LoopbackConnection connection = new LoopbackConnection(socket, this);
    connections.add(connection);
    connection.start();
  }

  private synchronized @Nullable Thread stopListening() {
    ServerSocket socket = listener;
    listener = null;
    if (socket != null) {
      closeQuietly(socket);
    }
    return acceptor;
  }

  static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception ignored) {
      // a socket that cannot be closed is closed already, or its process is at an end
    }
  }

  /** Whoever answers requests. */
  Handler handler() {
    return handler;
  }

  /** What goes wrong with the next request; null for nothing. */
  @Nullable Fault nextFault(Request request) {
    return faults.next(request.method(), request.path());
  }

  /** A request has come; it is recorded, and its status is 0 until it is answered. */
  synchronized Exchange begin(Request request) {
    Exchange exchange = new Exchange(request);
    exchanges.add(exchange);
    if (exchanges.size() > RECORDED_REQUESTS) {
      exchanges.remove();
    }
    return exchange;
  }

  synchronized void answered(Exchange exchange, Request received, int status) {
    exchange.request =
        exchange.request.answered(status, received.bodyLength(), received.content().trailers());
  }

  synchronized void ended(LoopbackConnection connection) {
    connections.remove(connection);
  }

  /** A request and, once it is known, how it was answered. */
  static final class Exchange {

    private RecordedRequest request;

    Exchange(Request received) {
      boolean isError = received.method().equals("POST") && received.path().endsWith("/error");
      request =
          new RecordedRequest(
              received.method(),
              received.path(),
              received.headers(),
              received.content().trailers(),
              received.bodyLength(),
              isError ? new String(received.body(), StandardCharsets.UTF_8) : null,
              0);
    }
  }
}
