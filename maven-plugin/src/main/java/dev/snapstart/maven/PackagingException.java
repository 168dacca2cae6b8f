package dev.snapstart.maven;

/** A function cannot be packaged; the message says what was done, to what, and what to do. */
final class PackagingException extends Exception {

  private static final long serialVersionUID = 1;

  PackagingException(String message) {
    super(message);
  }

  PackagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
