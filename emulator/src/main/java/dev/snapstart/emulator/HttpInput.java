package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.MalformedRequestException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What comes over one connection, as lines, headers and bytes. For one thread. */
final class HttpInput {

  private final InputStream in;
  private int headBytes;

  HttpInput(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Starts to count again: the lines from here on are those of another head, or of a chunk. */
  void beginHead() {
    headBytes = 0;
  }

  /** A line without its end; null at the end of the stream. */
  @Nullable String readLine() throws IOException, MalformedRequestException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() > 0) {
          throw new EOFException("the connection ended in the middle of a line");
        }
        return null;
      }
      if (++headBytes > HttpFraming.MAX_HEAD_BYTES) {
        throw new MalformedRequestException(
            431, "cannot read the headers: more than " + HttpFraming.MAX_HEAD_BYTES + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  String requireLine() throws IOException, MalformedRequestException {
    String line = readLine();
    if (line == null) {
      throw new EOFException("the connection ended in the middle of a request");
    }
    return line;
  }

  /** Headers or trailers, up to the empty line; keys are found whatever their case. */
  Map<String, String> readHeaders() throws IOException, MalformedRequestException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = requireLine(); !line.isEmpty(); line = requireLine()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new MalformedRequestException(
            400, "cannot read header \"" + line + "\": expected \"Name: value\"");
      }
      headers.merge(
          line.substring(0, colon),
          line.substring(colon + 1).strip(),
          (first, second) -> first + ", " + second);
    }
    return Collections.unmodifiableMap(headers);
  }

  /** The bytes that are there, at least one and at most so many as asked for. */
  int readBytes(byte[] target, long atMost) throws IOException {
    int read = in.read(target, 0, (int) Math.min(atMost, target.length));
    if (read < 0) {
      throw new EOFException("the connection ended in the middle of a body");
    }
    return read;
  }
}
