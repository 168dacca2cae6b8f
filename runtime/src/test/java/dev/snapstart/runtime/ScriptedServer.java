package dev.snapstart.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers each request with the next of some prepared answers, whatever it was asked.
 * An answer is sent as it is, byte for byte; {@link #HANG_UP} closes the connection instead.
 */
final class ScriptedServer implements AutoCloseable {

  static final String HANG_UP = "";

  private final ServerSocket listener;
  private final List<String> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean byteByByte;

  ScriptedServer(String... answers) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = new CopyOnWriteArrayList<>(answers);
    Thread thread = new Thread(this::serve, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  /** An answer of status 200 with a body. */
  static String ok(String headers, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body;
  }

  ScriptedServer oneByteAtATime() {
    byteByByte = true;
    return this;
  }

  Endpoint endpoint() {
    return new Endpoint("127.0.0.1", listener.getLocalPort(), "");
  }

  /** The heads of the requests so far, each with its body behind it. */
  List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!answers.isEmpty()) {
      try (Socket socket = listener.accept()) {
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        converse(socket.getInputStream(), socket.getOutputStream());
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  private void converse(InputStream in, OutputStream out) throws IOException {
    while (!answers.isEmpty()) {
      String request = read(in);
      if (request == null) {
        return;
      }
      requests.add(request);
      String answer = answers.remove(0);
      if (answer.equals(HANG_UP)) {
        return;
      }
      byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
      int step = byteByByte ? 1 : bytes.length;
      for (int i = 0; i < bytes.length; i += step) {
        out.write(bytes, i, step);
        out.flush();
      }
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      head.append((char) b);
    }
    if (head.indexOf("Transfer-Encoding: chunked") >= 0) {
      return head + readChunks(in);
    }
    int at = head.indexOf("Content-Length: ");
    int length =
        at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)).strip());
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Chunks as they are sent, to the empty line behind the trailers. */
  private static String readChunks(InputStream in) throws IOException {
    StringBuilder chunks = new StringBuilder();
    String line;
    do {
      line = readLine(in);
      chunks.append(line).append("\r\n");
      int size = Integer.parseInt(line, 16);
      if (size > 0) {
        chunks.append(new String(in.readNBytes(size + 2), StandardCharsets.UTF_8));
      }
    } while (!line.equals("0"));
    do {
      line = readLine(in);
      chunks.append(line).append("\r\n");
    } while (!line.isEmpty());
    return chunks.toString();
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the request ends in the middle of a line: " + line);
      }
      line.append((char) b);
    }
    return line.substring(0, line.length() - 2);
  }
}
