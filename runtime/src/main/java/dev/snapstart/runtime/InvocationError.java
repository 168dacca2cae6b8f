package dev.snapstart.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A failure in the form that the Runtime API takes: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-invokeerror">
 * error object and error type</a>. What led to it stands below it, as {@code cause}. Immutable.
 *
 * @param category {@code Runtime.Xxx} or {@code Function.Xxx}: the header's value, never text of an
 *     exception
 * @param type the exception's class name
 * @param message what happened
 * @param stackTrace the frames of user code, innermost first
 * @param cause what led to it; null when nothing is known
 */
record InvocationError(
    String category,
    String type,
    String message,
    StackTraceElement[] stackTrace,
    @Nullable InvocationError cause) {

  static final String USER_EXCEPTION = "Runtime.UserException";
  static final String NO_SUCH_HANDLER = "Runtime.NoSuchHandler";
  static final String BAD_FUNCTION_CODE = "Runtime.BadFunctionCode";
  static final String BEFORE_CHECKPOINT = "Runtime.BeforeCheckpointError";
  static final String AFTER_RESTORE = "Runtime.AfterRestoreError";
  static final String RESTORE = "Runtime.RestoreError";

  private static final int MAX_FRAMES = 256;
  private static final int MAX_CAUSES = 8;
  private static final int MAX_MESSAGE_CHARS = 32 * 1024;

  /** A character takes six bytes at most, and the platform takes 1 MiB. */
  private static final int MAX_JSON_CHARS = 128 * 1024;

  /** More than that the platform shortens itself. */
  private static final int MAX_XRAY_CHARS = 64 * 1024;

  private static final String[] OWN_PACKAGES = {"dev.snapstart.runtime", "dev.snapstart.crac"};

  /** Describes what was thrown; never throws, whatever the exception's own methods do. */
  static InvocationError of(String category, Throwable thrown) {
    return of(category, thrown, messageOf(thrown));
  }

  /** The same with another message. */
  static InvocationError of(String category, Throwable thrown, String message) {
    return of(category, thrown, message, MAX_CAUSES);
  }

  private static InvocationError of(
      String category, Throwable thrown, String message, int causesLeft) {
    // the limit also ends a chain that leads back to itself
    Throwable cause = causesLeft == 0 ? null : causeOf(thrown);
    return new InvocationError(
        category,
        thrown.getClass().getName(),
        message.length() <= MAX_MESSAGE_CHARS ? message : message.substring(0, MAX_MESSAGE_CHARS),
        framesOf(thrown),
        cause == null ? null : of(category, cause, messageOf(cause), causesLeft - 1));
  }

  /** The error object as JSON in UTF-8, below the platform's limit of 1 MiB. */
  byte[] toJson() {
    JsonText json = JsonText.utf8();
    writeTo(json);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void writeTo(JsonText json) {
    json.beginObject().name("errorMessage").value(message).name("errorType").value(type);
    json.name("stackTrace").beginArray();
    for (int i = 0; i < stackTrace.length && json.length() < MAX_JSON_CHARS; i++) {
      json.value(stackTrace[i].toString());
    }
    json.endArray();
    if (cause != null && json.length() + cause.message.length() < MAX_JSON_CHARS) {
      json.name("cause");
      cause.writeTo(json);
    }
    json.endObject();
  }

  /**
   * The error as X-Ray shows it, fit for a header: the value of {@code
   * Lambda-Runtime-Function-XRay-Error-Cause}.
   *
   * @return null when it would be longer than the platform takes
   */
  @Nullable String toXrayJson() {
    JsonText json = JsonText.ascii();
    json.beginObject().name("working_directory").value(System.getProperty("user.dir"));
    json.name("exceptions").beginArray().beginObject();
    json.name("message").value(message).name("type").value(type).name("stack").beginArray();
    for (StackTraceElement frame : stackTrace) {
      json.beginObject().name("label").value(frame.getMethodName());
      json.name("path").value(pathOf(frame)).name("line").value(frame.getLineNumber()).endObject();
    }
    json.endArray().endObject().endArray().name("paths").beginArray();
    for (int i = 0; i < stackTrace.length; i++) {
      if (isFirstOfItsPath(i)) {
        json.value(pathOf(stackTrace[i]));
      }
    }
    json.endArray().endObject();
    return json.length() <= MAX_XRAY_CHARS ? json.toString() : null;
  }

  private boolean isFirstOfItsPath(int index) {
    for (int i = 0; i < index; i++) {
      if (pathOf(stackTrace[i]).equals(pathOf(stackTrace[index]))) {
        return false;
      }
    }
    return true;
  }

  private static String pathOf(StackTraceElement frame) {
    String file = frame.getFileName();
    String name = frame.getClassName();
    return file == null ? name.substring(name.lastIndexOf('.') + 1) + ".java" : file;
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

  /** Hooks that failed are suppressed by the exception that says so; the first is its cause. */
  private static @Nullable Throwable causeOf(Throwable thrown) {
    try {
      Throwable cause = thrown.getCause();
      if (cause == null && thrown.getSuppressed().length > 0) {
        cause = thrown.getSuppressed()[0];
      }
      return cause;
    } catch (Throwable ignored) {
      // an exception that cannot tell its cause is reported without one
      return null;
    }
  }

  /** The frames between the runtime's own, which tell a user nothing. */
  private static StackTraceElement[] framesOf(Throwable thrown) {
    StackTraceElement[] all;
    try {
      all = thrown.getStackTrace();
    } catch (Throwable ignored) {
      // an exception that cannot tell its own frames still gets reported, without them
      return new StackTraceElement[0];
    }
    int start = 0;
    while (start < all.length && isOwn(all[start])) {
      start++;
    }
    int end = start;
    while (end < all.length && end - start < MAX_FRAMES && !isOwn(all[end])) {
      end++;
    }
    while (end > start && end - start < MAX_FRAMES && isJdk(all[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(all, start, end);
  }

  private static boolean isOwn(StackTraceElement frame) {
    String name = frame.getClassName();
    for (String own : OWN_PACKAGES) {
      if (name.startsWith(own) && name.lastIndexOf('.') == own.length()) {
        return true;
      }
    }
    return false;
  }

  /** Between our frames and the user's stand those by which the JDK calls a method or a class. */
  private static boolean isJdk(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("java.") || name.startsWith("jdk.");
  }
}
