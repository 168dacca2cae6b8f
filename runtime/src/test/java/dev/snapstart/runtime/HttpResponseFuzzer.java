package dev.snapstart.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads bytes as answers of a server: each is an answer or an {@link IOException}, nothing else.
 * For Jazzer ({@code tools/fuzz}) and for {@link FuzzTest}.
 */
public final class HttpResponseFuzzer {

  private static final String REQUEST = "GET";
  private static final byte[] NO_BODY = {};

  private HttpResponseFuzzer() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    ByteArrayInputStream in = new ByteArrayInputStream(data);
    try (HttpConnection connection =
        new HttpConnection(() -> {}, in, OutputStream.nullOutputStream())) {
      do {
        HttpConnection.Response response = connection.exchange(REQUEST, NO_BODY, 0);
        if (response.status() < 200 || response.status() > 999 || response.body() == null) {
          throw new AssertionError("took an answer that is none: " + response);
        }
      } while (!connection.isClosing());
    } catch (IOException expected) {
      // no answer, said in the way that the runtime expects
    }
  }
}
