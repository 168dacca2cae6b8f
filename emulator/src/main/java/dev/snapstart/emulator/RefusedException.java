package dev.snapstart.emulator;

/** A request that the platform refuses: with which status, and the error in its words. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient PlatformError error;

  RefusedException(int status, String errorType, String message) {
    super(message);
    this.status = status;
    this.error = new PlatformError(errorType, message);
  }

  static RefusedException transition(RuntimeState from, RuntimeState to) {
    return new RefusedException(
        403,
        "InvalidStateTransition",
        "State transition from "
            + from.displayName()
            + " to "
            + to.displayName()
            + " failed for runtime. Error: State transition is not allowed");
  }

  static RefusedException unknownRequest() {
    return new RefusedException(400, "InvalidRequestID", "Invalid request ID");
  }

  static RefusedException invokeTimeout() {
    return new RefusedException(410, "InvokeTimeout", "Invoke timeout");
  }

  static RefusedException tooManyIdleRuntimes(int maxConcurrency) {
    return new RefusedException(
        500,
        "Runtime.TooManyIdleRuntimes",
        "cannot wait for one more invocation: "
            + maxConcurrency
            + " requests wait already, expected no more than AWS_LAMBDA_MAX_CONCURRENCY");
  }

  HttpFraming.Response response() {
    return HttpFraming.Response.json(status, error.toJson());
  }
}
