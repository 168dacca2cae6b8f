package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the runtime and the handler's {@link LambdaLogger} write to the log, which on Lambda is the
 * standard output. Each record is one write, so that threads do not tear each other's lines.
 * Thread-safe.
 */
final class LogLines implements LambdaLogger {

  /** The logger that handlers get from their context. */
  static final LambdaLogger HANDLER_LOGGER = new LogLines();

  private LogLines() {}

  /** Prints a line of the runtime's own. */
  static void print(String line) {
    write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Prints a line of the runtime's own and the stack trace behind it, causes included. */
  static void print(String line, Throwable thrown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream text = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    text.println(line);
    try {
      thrown.printStackTrace(text);
    } catch (Throwable inPrinting) {
      text.println(
          thrown.getClass().getName()
              + " (its stack trace cannot be had: "
              + inPrinting.getClass()
              + ")");
    }
    text.flush();
    write(bytes.toByteArray());
  }

  /** As AWS's client does in text mode: the message and nothing else, not even a line end. */
  @Override
  public void log(String message) {
    write(String.valueOf(message).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void log(byte[] message) {
    write(message);
  }

  private static void write(byte[] bytes) {
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
