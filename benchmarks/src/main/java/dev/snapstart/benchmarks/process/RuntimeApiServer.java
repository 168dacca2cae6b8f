package dev.snapstart.benchmarks.process;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * As much of the Runtime API as a function needs that is measured: it gives the same event a number
 * of times and notes when. One thread a connection, blocking, as that costs the least; the emulator
 * would measure itself.
 */
public final class RuntimeApiServer implements Closeable {

  /** An id's start; its end is another one each time. */
  private static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-";

  private static final long FIRST_ID = 100_000_000_000L;
  private static final byte[] ACCEPTED =
      "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final List<SocketChannel> connections = Collections.synchronizedList(new ArrayList<>());
  private final ByteBuffer event;
  private volatile CountDownLatch done = new CountDownLatch(1);
  private volatile long[] asked;
  private volatile long[] given;
  private volatile long[] answered;
  private volatile int count;
  private volatile boolean closed;
  private volatile long firstByte;
  private volatile byte @Nullable [] firstAnswer;
  private volatile @Nullable String failure;

  public RuntimeApiServer(byte[] event, int invocations) throws IOException {
    // direct, or each write would copy all that is left of it
    this.event = ByteBuffer.allocateDirect(event.length).put(event).flip();
    this.asked = new long[invocations + 1];
    this.given = new long[invocations];
    this.answered = new long[invocations];
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread acceptor = new Thread(this::accept, "runtime-api");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** As {@code AWS_LAMBDA_RUNTIME_API} has it. */
  public String address() throws IOException {
    return "127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /**
   * Waits until all invocations have been answered and the next event is asked for.
   *
   * @throws IOException if the function failed, or was not done in time
   */
  public void await(long seconds) throws IOException, InterruptedException {
    boolean inTime = done.await(seconds, TimeUnit.SECONDS);
    String what = failure;
    if (what != null) {
      throw new IOException("the function that is measured failed: " + what);
    }
    if (!inTime) {
      throw new IOException(
          "the function that is measured answered " + count + " events in " + seconds + " s");
    }
  }

  /** Gives the event that many times more, after {@link #await}; the times begin anew. */
  public synchronized void again(int invocations) {
    asked = new long[invocations + 1];
    given = new long[invocations];
    answered = new long[invocations];
    count = 0;
    done = new CountDownLatch(1);
    notifyAll();
  }

  /** When the first byte of the function came, as {@link System#nanoTime()}. */
  public long firstByte() {
    return firstByte;
  }

  /** When an event was asked for; after a pause, when it was over. */
  public long asked(int invocation) {
    return asked[invocation];
  }

  /** When the last byte of an event was written. */
  public long given(int invocation) {
    return given[invocation];
  }

  /** When the last byte of an answer was read. */
  public long answered(int invocation) {
    return answered[invocation];
  }

  public int invocations() {
    return given.length;
  }

  /** What the first invocation was answered with. */
  public byte[] firstAnswer() {
    byte[] answer = firstAnswer;
    return answer == null ? new byte[0] : answer.clone();
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    for (SocketChannel connection : List.copyOf(connections)) {
      connection.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = server.accept();
        connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connections.add(connection);
        Thread thread = new Thread(() -> serve(connection), "connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (ClosedChannelException ended) {
      // by close
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel connection) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    try (connection) {
      while (true) {
        String head = readHead(connection, buffer);
        if (head.startsWith("GET ")) {
          next(connection);
        } else if (head.contains("/response ")) {
          int invocation = count;
          byte[] answer = readBody(connection, buffer, head, invocation == 0);
          answered[invocation] = System.nanoTime();
          firstAnswer = invocation == 0 ? answer : firstAnswer;
          // before the answer, after which the next event may be asked for on another connection
          count = invocation + 1;
          connection.write(ByteBuffer.wrap(ACCEPTED));
        } else {
          fail(new String(readBody(connection, buffer, head, true), StandardCharsets.UTF_8));
          connection.write(ByteBuffer.wrap(ACCEPTED));
        }
      }
    } catch (ClosedChannelException | EOFException ended) {
      // by close, or by the function
    } catch (IOException e) {
      fail(e.toString());
    }
  }

  private void fail(String what) {
    failure = what;
    done.countDown();
  }

  private void next(SocketChannel connection) throws IOException {
    pause();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: "
            + REQUEST_ID
            + (FIRST_ID + count)
            + "\r\nLambda-Runtime-Deadline-Ms: "
            + (System.currentTimeMillis() + 60_000)
            + "\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:measured"
            + "\r\nLambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0"
            + "\r\nContent-Length: "
            + event.remaining()
            + "\r\n\r\n";
    ByteBuffer[] answer = {
      ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)), event.duplicate()
    };
    do {
      connection.write(answer);
    } while (answer[0].hasRemaining() || answer[1].hasRemaining());
    given[count] = System.nanoTime();
  }

  /** Lets the function wait when it has had all events so far. */
  private synchronized void pause() throws IOException {
    asked[count] = System.nanoTime();
    while (count == given.length) {
      done.countDown();
      try {
        wait();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("interrupted in a pause");
      }
      if (closed) {
        throw new ClosedChannelException();
      }
      asked[count] = System.nanoTime();
    }
  }

  /** Reads until the headers are complete; what follows stays in the buffer. */
  private String readHead(SocketChannel connection, ByteBuffer buffer) throws IOException {
    int end = endOfHead(buffer);
    while (end < 0) {
      fill(connection, buffer);
      end = endOfHead(buffer);
    }
    byte[] head = new byte[end];
    buffer.flip();
    buffer.get(head);
    buffer.compact();
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  private byte[] readBody(SocketChannel connection, ByteBuffer buffer, String head, boolean keep)
      throws IOException {
    int length = contentLength(head);
    byte[] kept = new byte[keep ? length : 0];
    int read = 0;
    while (read < length) {
      if (buffer.position() == 0) {
        fill(connection, buffer);
      }
      buffer.flip();
      int part = Math.min(buffer.remaining(), length - read);
      if (keep) {
        buffer.get(kept, read, part);
      } else {
        buffer.position(part);
      }
      buffer.compact();
      read += part;
    }
    return kept;
  }

  private void fill(SocketChannel connection, ByteBuffer buffer) throws IOException {
    if (connection.read(buffer) < 0) {
      throw new EOFException();
    }
    if (firstByte == 0) {
      firstByte = System.nanoTime();
    }
  }

  private static int endOfHead(ByteBuffer buffer) {
    for (int i = 3; i < buffer.position(); i++) {
      if (buffer.get(i) == '\n' && buffer.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** Short, as it is in the times that are measured. */
  private static int contentLength(String head) throws IOException {
    int start = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
    if (start < 0) {
      throw new IOException("a request without a length: " + head);
    }
    return Integer.parseInt(head.substring(start + 17, head.indexOf('\r', start + 17)).trim());
  }
}
