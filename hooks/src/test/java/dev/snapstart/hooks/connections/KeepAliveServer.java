package dev.snapstart.hooks.connections;

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

/** Answers one request after the other on each connection, which the client may keep open. */
final class KeepAliveServer implements AutoCloseable {

  /** What is answered. */
  interface Answers {
    String to(String path) throws InterruptedException;
  }

  private final ServerSocket listening;
  private final Answers answers;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  KeepAliveServer(Answers answers) throws IOException {
    this.answers = answers;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket connection = listening.accept();
      connections.add(connection);
      start(() -> serve(connection));
    }
  }

  private void serve(Socket connection) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(connection.getInputStream());
    for (String request = line(in); !request.isEmpty(); request = line(in)) {
      int length = 0;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        }
      }
      in.readNBytes(length);
      byte[] body = answers.to(request.split(" ", 3)[1]).getBytes(StandardCharsets.UTF_8);
      String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
      connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      connection.getOutputStream().write(body);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static void start(Serving serving) {
    Thread thread =
        new Thread(() -> {
          try {
            serving.run();
          } catch (IOException | InterruptedException e) {
            // the server is closed, or the client is
          }
        });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private interface Serving {
    void run() throws IOException, InterruptedException;
  }
}
