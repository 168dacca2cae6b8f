package dev.snapstart.samples.streaming;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** What a caller has of a response, while it still comes. */
final class Received extends OutputStream {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public synchronized void write(int b) {
    bytes.write(b);
    notifyAll();
  }

  @Override
  public synchronized void write(byte[] source, int offset, int count) {
    bytes.write(source, offset, count);
    notifyAll();
  }

  synchronized String text() {
    return bytes.toString(US_ASCII);
  }

  /** Waits until the response ends so; throws when it takes too long. */
  synchronized void awaitEnd(String end) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!text().endsWith(end)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("waited for " + end + ", received " + text());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted while waiting for " + end, e);
      }
    }
  }
}
