package dev.snapstart.emulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What one invocation gave to its caller. Immutable; safe for use by many threads. */
public final class InvocationResult {

  private final String requestId;
  private final byte[] payload;
  private final @Nullable String errorType;
  private final Report report;

  InvocationResult(String requestId, Reply reply, Report report) {
    this.requestId = requestId;
    this.payload = reply.payload();
    this.errorType = reply.errorType();
    this.report = report;
  }

  /**
   * The id of the request.
   *
   * @return a UUID
   */
  public String requestId() {
    return requestId;
  }

  /**
   * The answer of the function, or the error JSON.
   *
   * @return a copy of the bytes
   */
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * The answer of the function, or the error JSON, as text.
   *
   * @return the payload read as UTF-8
   */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /**
   * Whether the function failed.
   *
   * @return {@code Unhandled}, as in the header {@code X-Amz-Function-Error} of the Invoke API, or
   *     null if the function succeeded
   */
  public @Nullable String functionError() {
    return errorType == null ? null : "Unhandled";
  }

  /**
   * The kind of the failure.
   *
   * @return the {@code Category.Reason} that the runtime sent in its header {@code
   *     Lambda-Runtime-Function-Error-Type}, or the platform's own, or null if the function
   *     succeeded
   */
  public @Nullable String errorType() {
    return errorType;
  }

  /**
   * What the platform measured.
   *
   * @return the values of the {@code REPORT} line
   */
  public Report report() {
    return report;
  }

  @Override
  public String toString() {
    return "InvocationResult[" + requestId + ", errorType=" + errorType + ", " + text() + "]";
  }
}
