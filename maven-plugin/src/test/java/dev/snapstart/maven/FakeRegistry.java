package dev.snapstart.maven;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of a container registry as takes images: keeps names, not bytes. */
final class FakeRegistry implements AutoCloseable {

  private static final int TLS = 0x16;

  private final HttpServer server;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> blobs = ConcurrentHashMap.newKeySet();
  private final Set<String> tags = new ConcurrentSkipListSet<>();
  private final AtomicInteger uploads = new AtomicInteger();

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    threads.execute(this::listen);
  }

  /** Clients try TLS first; the server of the JDK would wait for the rest of it. */
  private void listen() {
    try {
      while (true) {
        Socket client = door.accept();
        threads.submit(() -> forward(client));
      }
    } catch (IOException ignored) {
      // it was closed
    }
  }

  private Void forward(Socket client) throws IOException {
    try (client) {
      PushbackInputStream in = new PushbackInputStream(client.getInputStream());
      int first = in.read();
      if (first == TLS) {
        client.getOutputStream().write("no TLS here".getBytes(StandardCharsets.US_ASCII));
        return null;
      }
      in.unread(first);
      try (Socket behind =
          new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
        threads.submit(() -> behind.getInputStream().transferTo(client.getOutputStream()));
        in.transferTo(behind.getOutputStream());
      }
    }
    return null;
  }

  String address() {
    return "localhost:" + door.getLocalPort();
  }

  /** How many blobs came. */
  int uploads() {
    return uploads.get();
  }

  Set<String> tags() {
    return tags;
  }

  @Override
  public void close() throws IOException {
    door.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      switch (exchange.getRequestMethod()) {
        case "HEAD", "GET" -> {
          // the length of what is known is asked for, and nothing else of it
          exchange.getResponseHeaders().set("Content-Length", "1");
          boolean known = path.equals("/v2/") || blobs.contains(name) || tags.contains(name);
          exchange.sendResponseHeaders(known ? 200 : 404, -1);
        }
        case "POST", "PATCH" -> {
          exchange.getResponseHeaders().set("Location", "/v2/orders/blobs/uploads/1");
          exchange.sendResponseHeaders(202, -1);
        }
        case "PUT" -> {
          if (path.contains("/manifests/")) {
            tags.add(name);
          } else {
            uploads.incrementAndGet();
            blobs.add(query.replaceAll(".*digest=", ""));
          }
          exchange.sendResponseHeaders(201, -1);
        }
        default -> exchange.sendResponseHeaders(405, -1);
      }
    }
  }
}
