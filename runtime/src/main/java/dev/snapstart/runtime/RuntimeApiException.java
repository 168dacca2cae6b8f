package dev.snapstart.runtime;

import java.io.IOException;

/** The platform answered a request with an error status. */
final class RuntimeApiException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RuntimeApiException(String request, int status, String answer) {
    super(request + " was answered with status " + status + ": " + answer.strip());
    this.status = status;
  }

  private RuntimeApiException(String request, IOException lost) {
    super(request + " was cut off: " + lost.getMessage(), lost);
    this.status = 0;
  }

  /** The connection broke in the middle of a response; the platform knows what to make of it. */
  static RuntimeApiException lost(String request, IOException lost) {
    return new RuntimeApiException(request, lost);
  }

  /** The HTTP status; 0 when there is none. */
  int status() {
    return status;
  }

  /** Whether the platform itself failed, after which the process must end. */
  boolean isPlatformFailure() {
    return status >= 500;
  }
}
