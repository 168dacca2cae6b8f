package dev.snapstart.benchmarks.functions.plain;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The floor: as little as can echo events over the Runtime API. It handles no error, no context, no
 * stream and no restore, so that nobody could use it.
 */
public final class RawLoop {

  private static final byte[] NEXT =
      "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: a\r\n\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final InputStream in;
  private final OutputStream out;
  private String id = "";
  private int length;

  private RawLoop(Socket socket) throws IOException {
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Echoes until it is stopped. */
  public static void main(String[] arguments) throws IOException {
    // as our runtime: the JDK's own sockets call themselves by reflection
    System.setProperty("jdk.reflect.useNativeAccessorOnly", "true");
    String[] address = System.getenv("AWS_LAMBDA_RUNTIME_API").split(":", 2);
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      socket.setTcpNoDelay(true);
      RawLoop loop = new RawLoop(socket);
      while (true) {
        loop.turn();
      }
    }
  }

  private void turn() throws IOException {
    out.write(NEXT);
    byte[] event = read();
    byte[] head =
        ("POST /2018-06-01/runtime/invocation/"
                + id
                + "/response HTTP/1.1\r\nHost: a\r\nContent-Length: "
                + event.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[head.length + event.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(event, 0, request, head.length, event.length);
    out.write(request);
    read();
  }

  private byte[] read() throws IOException {
    byte[] buffer = new byte[8192];
    int have = 0;
    int end = -1;
    while (end < 0) {
      int count = in.read(buffer, have, buffer.length - have);
      if (count < 0) {
        throw new EOFException();
      }
      have += count;
      end = parse(buffer, have);
    }
    byte[] body = new byte[length];
    int inside = Math.min(have - end, length);
    System.arraycopy(buffer, end, body, 0, inside);
    in.readNBytes(body, inside, length - inside);
    return body;
  }

  /** Where the body begins, or -1; takes the two headers that matter. */
  private int parse(byte[] buffer, int have) {
    String text = new String(buffer, 0, have, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end >= 0) {
      for (String line : text.substring(0, end).split("\r\n", -1)) {
        String header = line.toLowerCase(Locale.ROOT);
        if (header.startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).trim());
        } else if (header.startsWith("lambda-runtime-aws-request-id:")) {
          id = line.substring(30).trim();
        }
      }
    }
    return end < 0 ? -1 : end + 4;
  }
}
