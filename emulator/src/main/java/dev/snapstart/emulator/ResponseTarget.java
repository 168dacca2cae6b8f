package dev.snapstart.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a response goes: into memory, or into the caller's stream. A caller's stream that fails
 * does not end the invocation, as on the platform: what comes after is dropped. For one thread.
 */
final class ResponseTarget {

  private final ResponseMode mode;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private final OutputStream out;
  private @Nullable Exception failure;

  private ResponseTarget(ResponseMode mode, @Nullable OutputStream sink) {
    this.mode = mode;
    this.out = sink == null ? memory : sink;
  }

  static ResponseTarget memory() {
    return new ResponseTarget(ResponseMode.BUFFERED, null);
  }

  static ResponseTarget sink(OutputStream sink) {
    return new ResponseTarget(ResponseMode.STREAMED, sink);
  }

  ResponseMode mode() {
    return mode;
  }

  void write(byte[] bytes) {
    if (failure != null) {
      return;
    }
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  /** The reply with what it has to hold of the response; the rest is in the caller's stream. */
  Reply settle(Reply reply) {
    if (reply.isStreamed()) {
      return reply.withPayload(memory.toByteArray());
    }
    if (mode == ResponseMode.STREAMED && reply.error() == null) {
      write(reply.payload());
      return reply.withPayload(new byte[0]);
    }
    return reply;
  }

  /** Throws what the caller's stream threw. */
  void throwFailure() throws IOException {
    if (failure instanceof IOException cause) {
      throw cause;
    }
    if (failure instanceof RuntimeException cause) {
      throw cause;
    }
  }
}
