package dev.snapstart.emulator.handlers;

import java.io.IOError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that a handler may throw. */
final class Failures {

  private Failures() {}

  /** An exception of the user, in a class within a class. */
  static final class Nested extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Nested(String message) {
      super(message);
    }
  }

  /** An exception whose every method fails. */
  static final class Hostile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no frames");
    }
  }

  @SuppressWarnings({"removal", "deprecation"}) // old libraries throw it still
  static String raise(String kind) throws IOException {
    switch (kind) {
      case "runtime" -> throw new IllegalArgumentException("no such order");
      case "silent" -> throw new IllegalArgumentException();
      case "checked" -> throw new IOException("disk is gone");
      case "caused" -> {
        RuntimeException top = new IllegalStateException("top", new IOException("the cause"));
        top.addSuppressed(new IllegalArgumentException("the suppressed"));
        throw top;
      }
      case "cyclic" -> {
        Exception cause = new IOException("round");
        RuntimeException top = new IllegalStateException("and round", cause);
        cause.initCause(top);
        throw top;
      }
      case "hostile" -> throw new Hostile();
      case "nested" -> throw new Nested("inside");
      case "anonymous" ->
          throw new RuntimeException("nameless") {
            private static final long serialVersionUID = 1L;
          };
      case "assertion" -> throw new AssertionError("cannot be");
      case "linkage" -> throw new NoClassDefFoundError("com/acme/Gone");
      case "death" -> throw new ThreadDeath();
      case "stack" -> throw overflow();
      case "memory" -> throw exhaust();
      case "internal" -> throw new InternalError("the virtual machine is ill");
      case "ioerror" -> throw new IOError(new IOException("the disk is on fire"));
      case "huge" -> throw new IllegalStateException("\u00e4\n".repeat(1_000_000));
      case "special" ->
          throw new IllegalStateException("a \"b\"\r\nX-Injected: yes\r\n\r\n\u00e4 \ud83d\ude00");
      case "interrupted" -> {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted itself");
      }
      default -> throw new IllegalArgumentException("cannot throw \"" + kind + "\"");
    }
  }

  private static Error overflow() {
    return deeper(1) > 0 ? new InternalError("never") : new InternalError("nowhere");
  }

  private static int deeper(int depth) {
    return deeper(depth + 1) + depth;
  }

  private static Error exhaust() {
    List<long[]> all = new ArrayList<>();
    while (all.size() < Integer.MAX_VALUE) {
      all.add(new long[64 * 1024 * 1024]);
    }
    return new InternalError("this machine has too much memory " + all.size());
  }
}
