package dev.snapstart.runtime;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Log records in the frames that Lambda's telemetry takes, so that a record of many lines stays
 * one: four bytes of type, four of length, eight of time in microseconds of the epoch, the record;
 * all big-endian (seen in AWS's own client). One write per frame. Thread-safe.
 */
final class LogFrames {

  private static final int MAGIC = 0xa55a0000;
  private static final int WITH_TIME = 1 << 1;

  /** JSON is 0: AWS's own client, {@code FrameType}. */
  private static final int PLAIN_TEXT = 1;

  private static final int LEVEL_SHIFT = 2;
  private static final int HEADER_BYTES = 16;

  private final FileOutputStream out;

  private LogFrames(FileOutputStream out) {
    this.out = out;
  }

  /**
   * Opens a descriptor that this process was given. Through the file system: the JDK has no public
   * way to a stream on a number.
   *
   * @return null when there is no such descriptor; the log then goes to the standard output
   */
  static @Nullable LogFrames open(String descriptor) {
    try {
      return at("/proc/self/fd/" + Integer.parseInt(descriptor));
    } catch (IOException | NumberFormatException ignored) {
      // the same as AWS's own client does
      return null;
    }
  }

  /** Writes frames to a file or a pipe. */
  static LogFrames at(String file) throws IOException {
    return new LogFrames(new FileOutputStream(file, true));
  }

  /** Whether the record was written; if not, it has to go elsewhere. */
  boolean write(int level, boolean json, byte[] message) {
    Instant now = Instant.now();
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + message.length);
    frame.putInt(MAGIC | level << LEVEL_SHIFT | WITH_TIME | (json ? 0 : PLAIN_TEXT));
    frame.putInt(message.length);
    frame.putLong(now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
    frame.put(message);
    synchronized (out) {
      try {
        out.write(frame.array());
        return true;
      } catch (IOException ignored) {
        // the reader is gone; the standard output is still there
        return false;
      }
    }
  }
}
