package dev.snapstart.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error in the platform's words. The texts are those of RIE
 * (aws-lambda-runtime-interface-emulator) and of Lambda's logs.
 */
record PlatformError(String errorType, String errorMessage) {

  /** The largest buffered response in bytes: 6 MiB and 100 bytes. */
  static final int MAX_RESPONSE_BYTES = 6_291_556;

  static final String EXIT = "Runtime.ExitError";
  static final String TIMEOUT = "Sandbox.Timedout";
  static final String OUT_OF_MEMORY = "Runtime.OutOfMemory";

  private static final int SIGNALLED = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.of(6, "aborted", 9, "killed", 11, "segmentation fault", 15, "terminated");

  // unanchored, as in RIE fatalerror.go: "my Runtime.Boom!" passes as it is
  private static final Pattern VALID_TYPE = Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

  static PlatformError timedOut(String requestId, Duration timeout) {
    return new PlatformError(
        TIMEOUT, "RequestId: " + requestId + " Error: Task timed out after " + seconds(timeout));
  }

  /** The process has ended, of itself or because its memory was not enough. */
  static PlatformError exited(String requestId, RuntimeEnd end) {
    PlatformError exit = end.exitError();
    return new PlatformError(
        exit.errorType(), "RequestId: " + requestId + " Error: " + exit.errorMessage());
  }

  static PlatformError responseTooLarge(int maxBytes) {
    return new PlatformError(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (" + maxBytes + " bytes).");
  }

  static PlatformError truncated(String requestId) {
    return new PlatformError(
        "Runtime.TruncatedResponse",
        "RequestId: " + requestId + " Error: the response ended before its last chunk");
  }

  static PlatformError invalidResponseMode(String requestId) {
    return new PlatformError(
        "Runtime.InvalidResponseModeHeader",
        "RequestId: " + requestId + " Error: Invalid function response mode");
  }

  /** In the words of Go, in which the platform is written; a JVM sees 128 + the signal. */
  static String exitReason(int status) {
    if (status == 0) {
      return "Runtime exited without providing a reason";
    }
    String signal = SIGNALS.get(status - SIGNALLED);
    return "Runtime exited with error: "
        + (signal == null ? "exit status " + status : "signal: " + signal);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f seconds", duration.toMillis() / 1000.0);
  }

  /** The error type as the platform understands what a runtime sent in its header. */
  static String normalizedType(@Nullable String header) {
    String sent = header == null ? "" : header;
    if (VALID_TYPE.matcher(sent).find()) {
      return sent;
    }
    return sent.startsWith("Function.") ? "Function.Unknown" : "Runtime.Unknown";
  }

  byte[] toJson() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  /** The same as a runtime would have posted it. */
  PostedError posted() {
    return new PostedError(errorType, json());
  }

  private String json() {
    return "{\"errorType\":"
        + quoted(errorType)
        + ",\"errorMessage\":"
        + quoted(errorMessage)
        + "}";
  }

  /** A JSON string. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
