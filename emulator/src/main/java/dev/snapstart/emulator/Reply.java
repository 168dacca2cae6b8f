package dev.snapstart.emulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The end of an invocation as its caller sees it: a response, an error, or a streamed response,
 * perhaps with an error that ended it.
 *
 * @param payload a response, the JSON of an error, or what was kept of a streamed response
 */
record Reply(
    byte[] payload, @Nullable String contentType, boolean isStreamed, @Nullable PostedError error) {

  static Reply response(byte[] payload, @Nullable String contentType) {
    return new Reply(payload, contentType, false, null);
  }

  static Reply failure(PostedError error, @Nullable String contentType) {
    return new Reply(error.body().getBytes(StandardCharsets.UTF_8), contentType, false, error);
  }

  static Reply of(PlatformError error) {
    return failure(error.posted(), "application/json");
  }

  /** The end of a stream, whose bytes went another way; with an error if that ended it. */
  static Reply streamed(@Nullable String contentType, @Nullable PostedError error) {
    return new Reply(new byte[0], contentType, true, error);
  }

  Reply withPayload(byte[] kept) {
    return new Reply(kept, contentType, isStreamed, error);
  }
}
