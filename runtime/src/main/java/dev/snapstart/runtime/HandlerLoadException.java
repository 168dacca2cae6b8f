package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/** The handler's name does not lead to code that can be called; says why. */
final class HandlerLoadException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String category;
  private final String message;

  HandlerLoadException(String category, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
    this.message = message;
  }

  static HandlerLoadException badCode(String message) {
    return new HandlerLoadException(InvocationError.BAD_FUNCTION_CODE, message, null);
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** The error type for the Runtime API. */
  String category() {
    return category;
  }

  /** What user code did, with the frames that show where; null when the message says all. */
  @Nullable Throwable trace() {
    Throwable cause = getCause();
    return cause instanceof ClassNotFoundException ? null : cause;
  }

  /** What tells the user most: the user code's own exception where there is one. */
  Throwable reported() {
    Throwable cause = getCause();
    return cause == null ? this : cause;
  }
}
