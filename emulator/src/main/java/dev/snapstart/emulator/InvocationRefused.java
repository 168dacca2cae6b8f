package dev.snapstart.emulator;

/**
 * An invocation that has not come to the function: the answer of the Invoke API is an error of its
 * own, as "Invoke" in the AWS documentation of Lambda's API lists them. Safe for use by many
 * threads.
 */
public final class InvocationRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /** As in HTTP. */
  private final int status;

  /** As in the header {@code X-Amzn-ErrorType}. */
  private final String errorType;

  private InvocationRefused(int status, String errorType, Exception cause) {
    super(errorType + " (" + status + "): " + cause.getMessage(), cause);
    this.status = status;
    this.errorType = errorType;
  }

  private InvocationRefused(int status, String errorType, String message) {
    super(errorType + " (" + status + "): " + message);
    this.status = status;
    this.errorType = errorType;
  }

  static InvocationRefused throttled(FunctionSpec function, int concurrency) {
    return new InvocationRefused(
        429,
        "TooManyRequestsException",
        "Rate Exceeded; function \""
            + function.name()
            + "\" serves "
            + concurrency
            + " at a time (ReservedFunctionConcurrentInvocationLimitExceeded)");
  }

  static InvocationRefused pending(FunctionSpec function, boolean snapStart) {
    return snapStart
        ? new InvocationRefused(
            409,
            "SnapStartNotReadyException",
            "Lambda is initializing function \""
                + function.name()
                + "\"; it can be invoked when its state is ACTIVE")
        : conflict(function, "Pending");
  }

  static InvocationRefused conflict(FunctionSpec function, String state) {
    return new InvocationRefused(
        409,
        "ResourceConflictException",
        "function \"" + function.name() + "\" cannot be invoked in the state " + state);
  }

  static InvocationRefused unrestored(EnvironmentFailure failure) {
    return PlatformError.TIMEOUT.equals(failure.errorType())
        ? new InvocationRefused(408, "SnapStartTimeoutException", failure)
        : new InvocationRefused(400, "SnapStartException", failure);
  }

  /**
   * The status of the Invoke API.
   *
   * @return 429 above the concurrency, 409 unless the version is active, 408 and 400 if its
   *     snapshot could not be restored
   */
  public int status() {
    return status;
  }

  /**
   * What the Invoke API calls it.
   *
   * @return such as {@code TooManyRequestsException} or {@code SnapStartTimeoutException}
   */
  public String errorType() {
    return errorType;
  }
}
