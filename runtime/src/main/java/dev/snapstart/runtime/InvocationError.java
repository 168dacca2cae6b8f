package dev.snapstart.runtime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A failure in the form that the Runtime API takes: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-invokeerror">
 * error object and error type</a>. Immutable.
 *
 * @param category {@code Runtime.Xxx} or {@code Function.Xxx}: the header's value, never text of an
 *     exception
 * @param type the exception's class name
 * @param message what happened
 * @param stackTrace the frames of user code, innermost first
 */
record InvocationError(
    String category, String type, String message, StackTraceElement[] stackTrace) {

  static final String USER_EXCEPTION = "Runtime.UserException";
  static final String NO_SUCH_HANDLER = "Runtime.NoSuchHandler";
  static final String BAD_FUNCTION_CODE = "Runtime.BadFunctionCode";
  static final String BEFORE_CHECKPOINT = "Runtime.BeforeCheckpointError";
  static final String AFTER_RESTORE = "Runtime.AfterRestoreError";
  static final String RESTORE = "Runtime.RestoreError";

  private static final int MAX_FRAMES = 256;
  private static final int MAX_MESSAGE_CHARS = 64 * 1024;
  private static final String OWN_FRAMES = InvocationError.class.getPackageName();

  /** Describes what was thrown; never throws, whatever the exception's own methods do. */
  static InvocationError of(String category, Throwable thrown) {
    return of(category, thrown, messageOf(thrown));
  }

  /** The same with another message. */
  static InvocationError of(String category, Throwable thrown, String message) {
    return new InvocationError(category, thrown.getClass().getName(), message, framesOf(thrown));
  }

  /** The error object as JSON in UTF-8, well below the platform's limit of 1 MiB. */
  byte[] toJson() {
    StringBuilder json = new StringBuilder(512);
    json.append("{\"errorMessage\":");
    appendString(json, message);
    json.append(",\"errorType\":");
    appendString(json, type);
    json.append(",\"stackTrace\":[");
    for (int i = 0; i < stackTrace.length; i++) {
      if (i > 0) {
        json.append(',');
      }
      appendString(json, stackTrace[i].toString());
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String messageOf(Throwable thrown) {
    try {
      @Nullable String message = thrown.getMessage();
      return message == null ? thrown.getClass().getName() : message;
    } catch (Throwable inMessage) {
      return thrown.getClass().getName()
          + " (its message cannot be had: "
          + inMessage.getClass()
          + ")";
    }
  }

  /** The frames above the runtime's own, which tell a user nothing. */
  private static StackTraceElement[] framesOf(Throwable thrown) {
    StackTraceElement[] all;
    try {
      all = thrown.getStackTrace();
    } catch (Throwable ignored) {
      // an exception that cannot tell its own frames still gets reported, without them
      return new StackTraceElement[0];
    }
    int count = 0;
    while (count < all.length && count < MAX_FRAMES && !isOwn(all[count])) {
      count++;
    }
    while (count > 0 && count < all.length && isJdk(all[count - 1])) {
      count--;
    }
    StackTraceElement[] frames = new StackTraceElement[count];
    System.arraycopy(all, 0, frames, 0, count);
    return frames;
  }

  private static boolean isOwn(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith(OWN_FRAMES)
        && (name.lastIndexOf('.') == OWN_FRAMES.length()
            || name.startsWith("crac.", OWN_FRAMES.length() + 1));
  }

  /** Between our frames and the user's stand those by which the JDK calls a method or a class. */
  private static boolean isJdk(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("java.") || name.startsWith("jdk.");
  }

  private static void appendString(StringBuilder json, String text) {
    json.append('"');
    int length = Math.min(text.length(), MAX_MESSAGE_CHARS);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i, length))) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          json.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /** A lone surrogate has no UTF-8 form; it is written as an escape. */
  private static boolean isPaired(String text, int i, int length) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
