package dev.snapstart.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The status line and the headers of an answer as they came, as most are never asked for. One for
 * all answers of a connection: what each invocation allocates adds up.
 */
final class ResponseHead {

  private static final int INITIAL_BYTES = 1024;
  private static final int INITIAL_HEADERS = 16;
  private static final int MAX_LINE_BYTES = 256 * 1024;

  private byte[] lines = new byte[INITIAL_BYTES];
  private int length;

  /** Where each header begins, and behind them where the last one ends. */
  private int[] headers = new int[INITIAL_HEADERS];

  private int count;

  void clear() {
    length = 0;
    count = 0;
  }

  /** Where the next line will begin. */
  int length() {
    return length;
  }

  /** Forgets what came after this place. */
  void truncate(int start) {
    length = start;
  }

  /** Adds a part of the line that began there. */
  void append(int start, byte[] part, int offset, int partLength) throws IOException {
    if (length + partLength > lines.length) {
      lines = Arrays.copyOf(lines, Math.max(length + partLength, 2 * lines.length));
    }
    System.arraycopy(part, offset, lines, length, partLength);
    length += partLength;
    if (length - start > MAX_LINE_BYTES) {
      throw new IOException("a header line has more than " + MAX_LINE_BYTES + " bytes");
    }
  }

  /** Ends the line that began there: a carriage return at its end is none of it. */
  void endLine(int start) {
    if (length > start && lines[length - 1] == '\r') {
      length--;
    }
  }

  /** The line from there on. */
  String line(int start) {
    return text(start, length);
  }

  /** The status that the only line so far tells; negative if it is no status line. */
  int status() {
    if (length < 12 || !isText(0, "HTTP/1.") || lines[8] != ' ') {
      return -1;
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = lines[i] - '0';
      status = digit < 0 || digit > 9 ? -1000 : status * 10 + digit;
    }
    return status >= 100 && (length == 12 || lines[12] == ' ') ? status : -1;
  }

  /** Takes the line from there on as a header; false if it is none. */
  boolean addHeader(int start) {
    int colon = start;
    while (colon < length && lines[colon] != ':') {
      colon++;
    }
    if (colon == start || colon == length) {
      return false;
    }
    if (count + 1 == headers.length) {
      headers = Arrays.copyOf(headers, 2 * headers.length);
    }
    headers[count++] = start;
    headers[count] = length;
    return true;
  }

  /** The value of a header, of a repeated one the last; null without it. */
  @Nullable String header(String lowerCaseName) {
    for (int i = count - 1; i >= 0; i--) {
      int end = headers[i + 1];
      int colon = headers[i] + lowerCaseName.length();
      if (colon < end && lines[colon] == ':' && isText(headers[i], lowerCaseName)) {
        int start = colon + 1;
        while (start < end && lines[start] == ' ') {
          start++;
        }
        return text(start, end).strip();
      }
    }
    return null;
  }

  /** Whether this is there, where lower case letters stand for upper case ones, too. */
  private boolean isText(int start, String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = lines[start + i];
      char wanted = text.charAt(i);
      if (c != wanted && (c < 'A' || c > 'Z' || c + ('a' - 'A') != wanted)) {
        return false;
      }
    }
    return true;
  }

  private String text(int start, int end) {
    return new String(lines, start, end - start, StandardCharsets.UTF_8);
  }
}
