package dev.snapstart.emulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a function process sent to the Runtime API. Immutable.
 *
 * @param method the HTTP method
 * @param path the path as sent
 * @param headers the headers; keys are found whatever their case
 * @param trailers what followed the last chunk of a chunked body; keys are found whatever their
 *     case; empty while the body is still read
 * @param bodyLength the length of the body in bytes, as far as it was read
 * @param errorBody the body of a POST to an {@code …/error} path, read as UTF-8; null for all
 *     others
 * @param status the HTTP status of the answer; 0 while there is none, because the request waits or
 *     its connection was lost
 */
public record RecordedRequest(
    String method,
    String path,
    Map<String, String> headers,
    Map<String, String> trailers,
    long bodyLength,
    @Nullable String errorBody,
    int status) {

  /**
   * The request in one line, for assertions on the order of requests.
   *
   * @return method, path and status, such as {@code GET /2018-06-01/runtime/restore/next 200}
   */
  public String summary() {
    return method + " " + path + " " + status;
  }

  RecordedRequest answered(int answer, long length, Map<String, String> trailing) {
    return new RecordedRequest(method, path, headers, trailing, length, errorBody, answer);
  }
}
