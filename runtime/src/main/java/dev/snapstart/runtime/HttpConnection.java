package dev.snapstart.runtime;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive HTTP/1.1 connection: as much of the protocol as the Runtime API speaks, over a
 * plain socket. Nothing that user code installs for its own clients (proxies, authenticators, URL
 * handlers) takes part in it. Used by one thread.
 *
 * <p>Why not a library: {@code docs/decisions/0003-own-http-client.md}. Sending and reading are one
 * class, longer than ours are, because each class more is time of the cold start.
 */
final class HttpConnection implements AutoCloseable {

  /**
   * An answer of the server.
   *
   * @param status the HTTP status
   * @param body the whole body, maybe empty
   * @param head has the headers, until the next exchange of the connection
   */
  record Response(int status, byte[] body, ResponseHead head) {

    /** The value of a header, of a repeated one the last; null without it. */
    @Nullable String header(String lowerCaseName) {
      return head.header(lowerCaseName);
    }
  }

  /** The connection was already dead when the request was sent: it can be sent on another one. */
  static final class StaleConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    StaleConnectionException(@Nullable Throwable cause) {
      super("the server had closed the kept connection", cause);
    }
  }

  private static final int BUFFER_BYTES = 8 * 1024;

  /** More than an event has, so that an event is read into an array of its size at once. */
  private static final int MAX_STEP_BYTES = 8 * 1024 * 1024;

  private static final byte[] NO_BODY = new byte[0];

  private final Closeable socket;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  // kept from exchange to exchange, as what each invocation allocates adds up
  private final ResponseHead responseHead = new ResponseHead();
  private byte[] request = new byte[BUFFER_BYTES];
  private boolean used;
  private boolean answering;
  private boolean closing;

  /** Speaks over streams; a test gives others than those of a socket. */
  HttpConnection(Closeable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = in;
    this.out = out;
  }

  /**
   * Connects.
   *
   * @throws IOException when the server does not accept the connection
   */
  static HttpConnection open(Endpoint endpoint) throws IOException {
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port()));
      return new HttpConnection(socket, socket.getInputStream(), socket.getOutputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @param head the request line and headers, with the empty line at their end
   * @param body an array that starts with the body
   * @param bodyLength how much of the array is the body
   * @throws StaleConnectionException when a connection that had served before turns out to be dead
   *     before any byte of an answer came
   * @throws IOException when the connection breaks or the answer is not HTTP
   */
  Response exchange(CharSequence head, byte[] body, int bodyLength) throws IOException {
    answering = false;
    try {
      Response response = send(head, body, bodyLength);
      used = true;
      return response;
    } catch (IOException e) {
      if (used && !answering) {
        throw new StaleConnectionException(e);
      }
      throw e;
    }
  }

  /** Begins a request whose body comes in chunks. */
  void beginChunks(CharSequence head) throws IOException {
    answering = false;
    out.write(request, 0, inRequest(head));
  }

  /** Sends a chunk; blocks while the server does not take it. */
  void writeChunk(byte[] bytes, int offset, int count) throws IOException {
    byte[] size = (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[size.length + count + 2];
    System.arraycopy(size, 0, chunk, 0, size.length);
    System.arraycopy(bytes, offset, chunk, size.length, count);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    out.write(chunk);
  }

  /**
   * Ends a body in chunks and reads the answer.
   *
   * @param trailers header lines, each with its line end; maybe empty
   */
  Response endChunks(String trailers) throws IOException {
    try {
      out.write(("0\r\n" + trailers + "\r\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException unsent) {
      return readEarlyResponse(unsent);
    }
    return readResponse();
  }

  /** Whether the server wants this connection to end. */
  boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // nothing is lost with a connection that we give up
    }
  }

  private Response send(CharSequence head, byte[] body, int bodyLength) throws IOException {
    int headLength = inRequest(head);
    if (bodyLength <= request.length - headLength) {
      System.arraycopy(body, 0, request, headLength, bodyLength);
      out.write(request, 0, headLength + bodyLength);
      return readResponse();
    }
    try {
      out.write(request, 0, headLength);
      out.write(body, 0, bodyLength);
    } catch (IOException unsent) {
      return readEarlyResponse(unsent);
    }
    return readResponse();
  }

  /** Puts a head into {@link #request}, as ASCII; how many bytes it has. */
  private int inRequest(CharSequence head) {
    int length = head.length();
    if (length > request.length) {
      request = new byte[length];
    }
    for (int i = 0; i < length; i++) {
      char c = head.charAt(i);
      request[i] = (byte) (c < 128 ? c : '?');
    }
    return length;
  }

  /** A server that refuses a large body may answer and close before it has read all of it. */
  private Response readEarlyResponse(IOException unsent) throws IOException {
    try {
      Response response = readResponse();
      closing = true;
      return response;
    } catch (IOException e) {
      unsent.addSuppressed(e);
      throw unsent;
    }
  }

  private Response readResponse() throws IOException {
    int status;
    do {
      responseHead.clear();
      status = readStatus();
      readHeaders();
    } while (status >= 100 && status < 200);
    String connection = responseHead.header("connection");
    closing = connection != null && connection.equalsIgnoreCase("close");
    return new Response(status, readBody(status), responseHead);
  }

  private int readStatus() throws IOException {
    int start = readLine();
    int status = responseHead.status();
    if (status < 0) {
      throw malformed("status line", responseHead.line(start));
    }
    return status;
  }

  private void readHeaders() throws IOException {
    for (int start = readLine(); start < responseHead.length(); start = readLine()) {
      if (!responseHead.addHeader(start)) {
        throw malformed("header", responseHead.line(start));
      }
    }
  }

  private byte[] readBody(int status) throws IOException {
    if (status == 204 || status == 304) {
      return NO_BODY;
    }
    String encoding = responseHead.header("transfer-encoding");
    if (encoding != null && encoding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return readChunks();
    }
    String length = responseHead.header("content-length");
    if (length != null) {
      int count = parse(length, 10);
      byte[] body = append(NO_BODY, 0, count);
      return body.length == count ? body : Arrays.copyOf(body, count);
    }
    closing = true;
    return readToEnd();
  }

  private byte[] readChunks() throws IOException {
    byte[] body = NO_BODY;
    int length = 0;
    while (true) {
      String line = readShortLine();
      int extension = line.indexOf(';');
      int size = parse(extension < 0 ? line : line.substring(0, extension), 16);
      if (size == 0) {
        while (!readShortLine().isEmpty()) {
          // trailers, of which the Runtime API has none
        }
        return length == body.length ? body : Arrays.copyOf(body, length);
      }
      body = append(body, length, size);
      length += size;
      String separator = readShortLine();
      if (!separator.isEmpty()) {
        throw malformed("end of chunk", separator);
      }
    }
  }

  /**
   * Reads more of a body. The array grows with what has come: a length alone, which may be wrong,
   * takes no memory.
   *
   * @return an array that starts with the body so far; of its very length if it was empty before
   */
  private byte[] append(byte[] before, int length, int count) throws IOException {
    if (count > Integer.MAX_VALUE - MAX_STEP_BYTES - length) {
      throw new IOException("the body has more than " + length + " and " + count + " bytes");
    }
    byte[] body = before;
    int end = length + count;
    for (int done = length; done < end; ) {
      int next = Math.min(end, done + MAX_STEP_BYTES);
      if (next > body.length) {
        long twice = 2L * body.length;
        body = Arrays.copyOf(body, (int) Math.max(next, Math.min(twice, end + MAX_STEP_BYTES)));
      }
      read(body, done, next);
      done = next;
    }
    return body;
  }

  private void read(byte[] body, int start, int end) throws IOException {
    int buffered = Math.min(end - start, limit - position);
    System.arraycopy(buffer, position, body, start, buffered);
    position += buffered;
    int done = start + buffered;
    while (done < end) {
      int n = in.read(body, done, end - done);
      if (n < 0) {
        throw new EOFException("the body ended after " + done + " bytes, before its length");
      }
      done += n;
    }
  }

  private byte[] readToEnd() throws IOException {
    byte[] rest = in.readAllBytes();
    int buffered = limit - position;
    byte[] body = new byte[buffered + rest.length];
    System.arraycopy(buffer, position, body, 0, buffered);
    System.arraycopy(rest, 0, body, buffered, rest.length);
    position = limit;
    return body;
  }

  /** Reads a line that is no header. */
  private String readShortLine() throws IOException {
    int start = readLine();
    String line = responseHead.line(start);
    responseHead.truncate(start);
    return line;
  }

  /**
   * Adds what is before the next line feed to the responseHead.
   *
   * @return where the line begins there
   */
  private int readLine() throws IOException {
    int start = responseHead.length();
    while (true) {
      if (position == limit) {
        fill();
      }
      int from = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      responseHead.append(start, buffer, from, position - from);
      if (position < limit) {
        position++;
        responseHead.endLine(start);
        return start;
      }
    }
  }

  private void fill() throws IOException {
    int n = in.read(buffer);
    if (n < 0) {
      throw new EOFException("the server closed the connection before its answer was complete");
    }
    answering = true;
    position = 0;
    limit = n;
  }

  private static int parse(String number, int radix) throws IOException {
    try {
      int value = Integer.parseInt(number.strip(), radix);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException ignored) {
      // said below, with the text
    }
    throw malformed("length", number);
  }

  private static IOException malformed(String what, String text) {
    return new IOException(
        "malformed "
            + what
            + " in the server's answer: \""
            + text.substring(0, Math.min(80, text.length()))
            + "\"");
  }
}
