package dev.snapstart.emulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line with places for values: {@code {name}}; a part in {@code [ ]} is left out where a value of
 * its own is missing. Immutable.
 *
 * @param text the line with its places
 */
record LogTemplate(String text) {

  /**
   * The line with these values; empty if it is in brackets as a whole and one is missing.
   *
   * @throws IllegalStateException if a value is missing that has to be there
   */
  String with(Map<String, String> values) {
    Reader reader = new Reader(text, values);
    String line = reader.part(false);
    if (line == null) {
      throw new IllegalStateException("a value is missing for the log line " + text);
    }
    return line;
  }

  private static final class Reader {

    private final String text;
    private final Map<String, String> values;
    private int at;

    Reader(String text, Map<String, String> values) {
      this.text = text;
      this.values = values;
    }

    /** Up to the end, or the bracket that closes the part; null if a value is missing. */
    @Nullable String part(boolean inBrackets) {
      StringBuilder line = new StringBuilder();
      boolean complete = true;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '[') {
          String inner = part(true);
          line.append(inner == null ? "" : inner);
        } else if (c == ']' && inBrackets) {
          break;
        } else if (c == '{' && Character.isLetter(text.charAt(at))) {
          String value = value();
          complete &= value != null;
          line.append(value);
        } else {
          line.append(c);
        }
      }
      return complete ? line.toString() : null;
    }

    private @Nullable String value() {
      int end = text.indexOf('}', at);
      String name = text.substring(at, end);
      at = end + 1;
      return values.get(name);
    }
  }
}
