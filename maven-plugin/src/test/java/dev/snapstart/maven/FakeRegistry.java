package dev.snapstart.maven;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of a container registry as takes images: keeps names, not bytes. */
final class FakeRegistry implements AutoCloseable {

  private static final int TLS = 0x16;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> blobs = ConcurrentHashMap.newKeySet();
  private final Set<String> tags = new ConcurrentSkipListSet<>();
  private final AtomicInteger uploads = new AtomicInteger();

  FakeRegistry() throws IOException {
    threads.execute(this::listen);
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
    threads.shutdownNow();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException ignored) {
      // it was closed
    }
  }

  /** One request for each connection. */
  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream())) {
      in.mark(1);
      if (in.read() == TLS) {
        // clients try that first, and understand by this that it is not there
        client.getOutputStream().write("no TLS here".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      in.reset();
      String[] request = line(in).split(" ", -1);
      readBody(in);
      String answer =
          "HTTP/1.1 " + answer(request[0], request[1]) + "\r\nConnection: close\r\n\r\n";
      client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException ignored) {
      // the client says what it misses
    }
  }

  private static void readBody(InputStream in) throws IOException {
    long length = 0;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      chunked |= lower.startsWith("transfer-encoding: chunked");
      if (lower.startsWith("content-length: ")) {
        length = Long.parseLong(lower.substring("content-length: ".length()));
      }
    }
    in.skipNBytes(length);
    while (chunked) {
      int size = Integer.parseInt(line(in), 16);
      in.skipNBytes(size + 2L);
      chunked = size > 0;
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** Status and headers. */
  private String answer(String method, String target) {
    String path = target.replaceFirst("[?].*", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    switch (method) {
      case "HEAD", "GET" -> {
        boolean known = path.equals("/v2/") || blobs.contains(name) || tags.contains(name);
        // the length of what is known is asked for, and nothing else of it
        return known
            ? "200 OK\r\nContent-Length: " + (method.equals("HEAD") ? 1 : 0)
            : "404 Not Found\r\nContent-Length: 0";
      }
      case "PUT" -> {
        if (path.contains("/manifests/")) {
          tags.add(name);
        } else {
          uploads.incrementAndGet();
          blobs.add(target.replaceFirst(".*digest=", "").replace("%3A", ":"));
        }
        return "201 Created\r\nContent-Length: 0";
      }
      default -> {
        return "202 Accepted\r\nLocation: /v2/orders/blobs/uploads/1\r\nContent-Length: 0";
      }
    }
  }
}
