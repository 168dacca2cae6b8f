package dev.snapstart.emulator.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A runtime did something else than it must. Immutable. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_CHARS = 400;

  Violation(String expected, @Nullable Object found) {
    super("expected " + expected + "; found " + brief(found));
  }

  static void unless(boolean holds, String expected, @Nullable Object found) {
    if (!holds) {
      throw new Violation(expected, found);
    }
  }

  static void unlessEqual(@Nullable Object expected, @Nullable Object found) {
    unless(Objects.equals(expected, found), brief(expected), found);
  }

  /** For texts in which only one thing matters, whatever its case. */
  static void unlessContains(String part, @Nullable String text) {
    boolean there =
        text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    unless(there, "\"" + part + "\" in it", text);
  }

  static void unlessHas(String line, List<String> lines) {
    unless(lines.contains(line), "the line \"" + line + "\"", lines);
  }

  private static String brief(@Nullable Object value) {
    String text = String.valueOf(value).strip().replaceAll("\\s*\\R\\s*", " | ");
    if (text.isEmpty()) {
      return "nothing";
    }
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
  }
}
