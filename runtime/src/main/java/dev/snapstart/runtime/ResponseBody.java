package dev.snapstart.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one invocation: collected in memory or, when the handler asks for it, streamed.
 * Once the invocation is over it takes nothing more: a thread that a handler left behind cannot
 * write into the next answer. Thread-safe.
 */
final class ResponseBody extends OutputStream {

  private static final int INITIAL_BYTES = 512;

  /** What of an answer's memory is worth to be kept for the next one, and for snapshots. */
  private static final int MOST_KEPT_BYTES = 16 * 1024;

  /** What is streamed goes out in pieces of this size, or when it is flushed. */
  private static final int CHUNK_BYTES = 32 * 1024;

  private static final byte[] NOTHING = new byte[0];

  private final RuntimeApi api;
  private final String requestId;
  private byte[] bytes;
  private int length;
  private boolean sealed;
  private @Nullable String streamedType;
  private RuntimeApi.@Nullable Upload upload;
  private @Nullable IOException broken;

  ResponseBody(RuntimeApi api, String requestId) {
    this(api, requestId, NOTHING);
  }

  /** Collects in an array that the answer before it has left. */
  ResponseBody(RuntimeApi api, String requestId, byte[] bytes) {
    this.api = api;
    this.requestId = requestId;
    this.bytes = bytes;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (!sealed) {
      reserve(1);
      bytes[length++] = (byte) b;
    }
  }

  @Override
  public synchronized void write(byte[] source, int offset, int count) throws IOException {
    if (sealed) {
      return;
    }
    int done = 0;
    while (streamedType != null && count - done > CHUNK_BYTES - length) {
      int part = CHUNK_BYTES - length;
      append(source, offset + done, part);
      send();
      done += part;
    }
    append(source, offset + done, count - done);
  }

  /** Sends what a streamed answer holds back; does nothing to one that is collected. */
  @Override
  public synchronized void flush() throws IOException {
    if (streamedType != null && !sealed && length > 0) {
      send();
    }
  }

  /**
   * Makes this a streamed answer. Nothing is sent before the first flush or the first full chunk,
   * so until then an exception is still an error of the invocation.
   *
   * @throws IllegalStateException when something was written already
   */
  synchronized void stream(String contentType) {
    if (length > 0 || streamedType != null) {
      throw new IllegalStateException(
          "cannot stream this response: the handler has written to it already"
              + " (expected: open the stream once, before anything is written)"
              + " [RUNTIME_STREAM_TOO_LATE]");
    }
    streamedType = contentType;
    bytes = new byte[CHUNK_BYTES];
  }

  /** Ends the answer; later writes are dropped. */
  synchronized void seal() {
    sealed = true;
  }

  /** Gives the platform the answer, or the error in its place. Only after {@link #seal}. */
  synchronized void reply(@Nullable InvocationError error) throws IOException {
    if (upload == null && error != null) {
      api.fail(requestId, error);
    } else if (streamedType == null) {
      api.succeed(requestId, this);
    } else {
      endStream(error);
    }
  }

  /** The array that starts with the answer; read it only after {@link #seal}. */
  synchronized byte[] bytes() {
    return bytes;
  }

  /** How many bytes of {@link #bytes} are the answer. */
  synchronized int length() {
    return length;
  }

  /** Gives up its array, for the next answer. Only after {@link #reply}. */
  synchronized byte[] leave() {
    byte[] left = bytes.length > MOST_KEPT_BYTES ? NOTHING : bytes;
    bytes = NOTHING;
    return left;
  }

  private void endStream(@Nullable InvocationError error) throws IOException {
    if (broken == null && (upload == null || length > 0)) {
      send();
    }
    if (upload != null) {
      upload.end(error);
    }
  }

  private void send() throws IOException {
    if (broken != null) {
      throw new IOException(
          "the platform takes no more of this response [RUNTIME_STREAM_CLOSED]", broken);
    }
    try {
      if (upload == null) {
        upload = api.stream(requestId, String.valueOf(streamedType));
      }
      if (length > 0) {
        upload.write(bytes, 0, length);
      }
      length = 0;
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private void append(byte[] source, int offset, int count) throws IOException {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int more) throws IOException {
    if (streamedType != null && length + more > CHUNK_BYTES) {
      send();
    }
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      int twice = (int) Math.min(2L * bytes.length, 1 << 30);
      bytes = Arrays.copyOf(bytes, Math.max(Math.max(needed, INITIAL_BYTES), twice));
    }
  }
}
