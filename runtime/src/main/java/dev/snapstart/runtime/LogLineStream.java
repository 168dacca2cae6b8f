package dev.snapstart.runtime;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes what is printed to {@code System.out} or {@code System.err} and logs it line by line. Each
 * thread has a line of its own, so threads do not mix theirs. Thread-safe.
 */
final class LogLineStream extends OutputStream {

  private final LogLines log;
  private final int level;

  // not ThreadLocal.withInitial: no lambda on the way to the first event
  @SuppressWarnings("ThreadLocalUsage") // output and errors have a line each
  private final ThreadLocal<ByteArrayOutputStream> line = new ThreadLocal<>();

  LogLineStream(LogLines log, int level) {
    this.log = log;
    this.level = level;
  }

  PrintStream asPrintStream() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    if (b == '\n') {
      endLine();
    } else {
      line().write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int start = offset;
    for (int i = offset; i < offset + count; i++) {
      if (bytes[i] == '\n') {
        line().write(bytes, start, i - start);
        endLine();
        start = i + 1;
      }
    }
    line().write(bytes, start, offset + count - start);
  }

  private ByteArrayOutputStream line() {
    ByteArrayOutputStream current = line.get();
    if (current == null) {
      current = new ByteArrayOutputStream();
      line.set(current);
    }
    return current;
  }

  /** Logs the line so far, which may be empty. */
  private void endLine() {
    String text = line().toString(StandardCharsets.UTF_8);
    line.remove();
    log.printed(level, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  /** Ends a line that this thread has begun: the invocation that it belongs to is over. */
  void endOpenLine() {
    ByteArrayOutputStream open = line.get();
    if (open != null && open.size() > 0) {
      endLine();
    }
  }
}
