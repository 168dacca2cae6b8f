package dev.snapstart.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one invocation gave to its caller. Immutable; safe for use by many threads. */
public final class InvocationResult {

  private final String requestId;
  private final Reply reply;
  private final Report report;

  InvocationResult(String requestId, Reply reply, Report report) {
    this.requestId = requestId;
    this.reply = reply;
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
   * @return a copy of the bytes; of a streamed response that ended in an error, those before it;
   *     empty if the answer went to the stream of {@link Environment#invokeStreaming}
   */
  public byte[] payload() {
    return reply.payload().clone();
  }

  /**
   * The answer of the function, or the error JSON, as text.
   *
   * @return the payload read as UTF-8
   */
  public String text() {
    return new String(reply.payload(), StandardCharsets.UTF_8);
  }

  /**
   * Whether the function failed, in the middle of its streamed response perhaps.
   *
   * @return {@code Unhandled}, as in the header {@code X-Amz-Function-Error} of the Invoke API, or
   *     null if the function succeeded
   */
  public @Nullable String functionError() {
    return reply.error() == null ? null : "Unhandled";
  }

  /**
   * The kind of the failure.
   *
   * @return the {@code Category.Reason} that the runtime sent in its header {@code
   *     Lambda-Runtime-Function-Error-Type}, or as it sent it in the trailer of that name, or the
   *     platform's own, or null if the function succeeded
   */
  public @Nullable String errorType() {
    PostedError error = reply.error();
    return error == null ? null : error.errorType();
  }

  /**
   * The error that the runtime posted, that it sent in the trailer {@code
   * Lambda-Runtime-Function-Error-Body} of a streamed response (decoded here), or that the platform
   * made.
   *
   * @return the JSON, or null if the function succeeded
   */
  public @Nullable String errorPayload() {
    PostedError error = reply.error();
    return error == null ? null : error.body();
  }

  /**
   * The type of the answer's content.
   *
   * @return the runtime's header {@code Content-Type}, or null if it sent none
   */
  public @Nullable String contentType() {
    return reply.contentType();
  }

  /**
   * Whether the runtime streamed its response.
   *
   * @return true for {@code Lambda-Runtime-Function-Response-Mode: streaming}; false for errors
   *     before the first byte and for a stream that was too large for {@link Environment#invoke}
   */
  public boolean isStreamed() {
    return reply.isStreamed();
  }

  /**
   * What the platform measured.
   *
   * @return the values of the {@code REPORT} line
   */
  public Report report() {
    return report;
  }

  /** For JSON. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("requestId", requestId);
    map.put("durationMs", report.duration().toNanos() / 1e6);
    putMillis(map, "initMs", report.initDuration());
    putMillis(map, "restoreMs", report.restoreDuration());
    map.put("functionError", functionError());
    map.put("response", text());
    return map;
  }

  private static void putMillis(Map<String, Object> map, String name, @Nullable Duration time) {
    if (time != null) {
      map.put(name, time.toNanos() / 1e6);
    }
  }

  @Override
  public String toString() {
    return "InvocationResult[" + requestId + ", errorType=" + errorType() + ", " + text() + "]";
  }
}
