package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The little JSON that the runtime writes itself, on paths where no JSON library may be loaded:
 * errors, log records, the head of a streamed answer. Used by one thread.
 */
final class JsonText {

  private final StringBuilder json = new StringBuilder(256);
  private final boolean asciiOnly;
  private boolean first = true;

  private JsonText(boolean asciiOnly) {
    this.asciiOnly = asciiOnly;
  }

  /** Text that is to be encoded as UTF-8. */
  static JsonText utf8() {
    return new JsonText(false);
  }

  /** Text without any character that a header's value may not have. */
  static JsonText ascii() {
    return new JsonText(true);
  }

  JsonText beginObject() {
    return begin('{');
  }

  JsonText beginArray() {
    return begin('[');
  }

  JsonText endObject() {
    return end('}');
  }

  JsonText endArray() {
    return end(']');
  }

  /** The name of the value that follows. */
  JsonText name(String name) {
    separate();
    appendString(name);
    json.append(':');
    first = true;
    return this;
  }

  /** Text, or null. */
  JsonText value(@Nullable String text) {
    separate();
    if (text == null) {
      json.append("null");
    } else {
      appendString(text);
    }
    return this;
  }

  JsonText value(long number) {
    separate();
    json.append(number);
    return this;
  }

  /** How many characters there are so far. */
  int length() {
    return json.length();
  }

  @Override
  public String toString() {
    return json.toString();
  }

  private JsonText begin(char bracket) {
    separate();
    json.append(bracket);
    first = true;
    return this;
  }

  private JsonText end(char bracket) {
    json.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      json.append(',');
    }
    first = false;
  }

  private void appendString(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c == '\n') {
        json.append("\\n");
      } else if (c == '\t') {
        json.append("\\t");
      } else if (c < ' ' || (asciiOnly && c > '~') || isLoneSurrogate(text, i)) {
        appendEscaped(c);
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private void appendEscaped(char c) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(Character.forDigit(c >> shift & 0xf, 16));
    }
  }

  /** One without its other half has no UTF-8 form. */
  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
