package dev.snapstart.runtime;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * The answer of one invocation, collected in memory. Once the invocation is over it takes nothing
 * more: a thread that a handler left behind cannot write into the next answer.
 */
final class ResponseBody extends OutputStream {

  private static final int INITIAL_BYTES = 512;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;
  private boolean sealed;

  @Override
  public synchronized void write(int b) {
    if (!sealed) {
      reserve(1);
      bytes[length++] = (byte) b;
    }
  }

  @Override
  public synchronized void write(byte[] source, int offset, int count) {
    if (!sealed) {
      reserve(count);
      System.arraycopy(source, offset, bytes, length, count);
      length += count;
    }
  }

  /** Ends the answer; later writes are dropped. */
  synchronized void seal() {
    sealed = true;
  }

  /** The array that starts with the answer; read it only after {@link #seal}. */
  synchronized byte[] bytes() {
    return bytes;
  }

  /** How many bytes of {@link #bytes} are the answer. */
  synchronized int length() {
    return length;
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1 << 30)));
    }
  }
}
