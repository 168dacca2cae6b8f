package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.MalformedRequestException;
import dev.snapstart.emulator.HttpFraming.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response that a runtime sends while it makes it, with an error perhaps in its trailers: AWS
 * documentation "Building a custom runtime", "Implementing response streaming".
 */
final class StreamedResponse {

  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
  private static final int BUFFER_BYTES = 1 << 16;

  private StreamedResponse() {}

  /** Passes the body on as it comes and ends the invocation at its end, whatever that is. */
  static Response receive(HttpBody body, PendingInvocation pending, RuntimeSession session)
      throws RefusedException, InterruptedException {
    PostedError truncated = PlatformError.truncated(pending.requestId()).posted();
    Reply end = pending.streamed(truncated);
    try {
      if (pass(body, pending)) {
        end = pending.streamed(error(body.trailers()));
        return RuntimeApi.accepted();
      }
      end = pending.tooLarge();
      return RuntimeApi.tooLarge(pending.mode().maxBytes());
    } catch (IOException | MalformedRequestException ignored) {
      // the runtime may have ended, or given up this connection: the caller is told
      return RuntimeApi.error(400, "TruncatedHTTPRequest", "HTTP request detected as truncated");
    } finally {
      session.endStream(pending, end);
    }
  }

  /** False if it has more bytes than are wanted. */
  private static boolean pass(HttpBody body, PendingInvocation pending)
      throws IOException, MalformedRequestException, InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      if (!pending.pass(Arrays.copyOf(buffer, count))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable PostedError error(Map<String, String> trailers) {
    String type = trailers.get(ERROR_TYPE);
    String body = trailers.get(ERROR_BODY);
    if (type == null && body == null) {
      return null;
    }
    // the type is passed on as it was sent, unlike that of a posted error
    return new PostedError(
        type == null ? PlatformError.normalizedType(null) : type,
        decoded(body == null ? "" : body));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException ignored) {
      // not what the documentation asks for: shown as it is, so that a test can say so
      return base64;
    }
  }
}
