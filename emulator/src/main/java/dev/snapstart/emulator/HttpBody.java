package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.MalformedRequestException;
import java.io.IOException;
import java.util.Map;

/**
 * The body of a request, read as it comes: of a known length, or in chunks with trailers at their
 * end. For one thread.
 */
final class HttpBody {

  private final HttpInput in;
  private final boolean chunked;
  private long left;
  private long length;
  private boolean begun;
  private boolean ended;
  private boolean broken;
  private Map<String, String> trailers = Map.of();

  private HttpBody(HttpInput in, boolean chunked, long left) {
    this.in = in;
    this.chunked = chunked;
    this.left = left;
  }

  /** The body that the headers announce, empty if they announce none. */
  static HttpBody announced(Map<String, String> headers, HttpInput in)
      throws MalformedRequestException {
    String length = headers.get("Content-Length");
    String coding = headers.get("Transfer-Encoding");
    if (coding == null) {
      return new HttpBody(in, false, length == null ? 0 : parseLength(length, 10));
    }
    if (length != null || !coding.equalsIgnoreCase("chunked")) {
      throw new MalformedRequestException(
          400,
          "cannot read a body with Transfer-Encoding \""
              + coding
              + "\" and Content-Length "
              + length
              + ": expected \"chunked\" or a length, not both");
    }
    return new HttpBody(in, true, 0);
  }

  /** The next bytes as soon as there are some; -1 at the end, from when on trailers are known. */
  int read(byte[] buffer) throws IOException, MalformedRequestException {
    boolean whole = false;
    try {
      if (left == 0 && !ended) {
        ended = !chunked || !beginChunk();
      }
      int count = ended ? -1 : in.readBytes(buffer, left);
      if (count > 0) {
        left -= count;
        length += count;
      }
      whole = true;
      return count;
    } finally {
      broken = !whole;
    }
  }

  /** How much of it was read. */
  long length() {
    return length;
  }

  /** What followed the last chunk; empty until the body was read to its end. */
  Map<String, String> trailers() {
    return trailers;
  }

  /** Whether it ended where it should not, so that no other request can follow. */
  boolean isBroken() {
    return broken;
  }

  /** False if it was the last one, which is empty. */
  private boolean beginChunk() throws IOException, MalformedRequestException {
    in.beginHead();
    if (begun) {
      String end = in.requireLine();
      if (!end.isEmpty()) {
        throw new MalformedRequestException(
            400, "cannot read a chunk: found \"" + end + "\" after it, expected the end of line");
      }
    }
    begun = true;
    String line = in.requireLine();
    int extension = line.indexOf(';');
    left = parseLength((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    if (left == 0) {
      trailers = in.readHeaders();
    }
    return left > 0;
  }

  private static long parseLength(String text, int radix) throws MalformedRequestException {
    try {
      // a sign would be understood by parseLong, but is none in HTTP
      if (!text.isEmpty() && Character.digit(text.charAt(0), radix) >= 0) {
        return Long.parseLong(text, radix);
      }
    } catch (NumberFormatException ignored) {
      // not a number, or far too large: reported below with all others
    }
    throw new MalformedRequestException(
        400, "cannot read a body of length \"" + text + "\": expected a number");
  }
}
