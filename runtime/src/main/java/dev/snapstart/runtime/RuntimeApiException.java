package dev.snapstart.runtime;

import java.io.IOException;

/** The platform answered a request with an error status. */
final class RuntimeApiException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RuntimeApiException(String request, int status, String answer) {
    super(request + " was answered with status " + status + ": " + answer);
    this.status = status;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** Whether the platform itself failed, after which the process must end. */
  boolean isPlatformFailure() {
    return status >= 500;
  }
}
