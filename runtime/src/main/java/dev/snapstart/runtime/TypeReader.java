package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one type. The parser stands on the value's first token, which is not null,
 * and is left on its last. A reader is used by many threads at once.
 */
interface TypeReader {

  @Nullable Object read(JsonParser parser) throws IOException;

  /** What JSON's null is, and a record's component that the event leaves out. */
  default @Nullable Object whenNull() {
    return null;
  }

  /** Finds the readers that this one needs; called once, when this reader can be found itself. */
  default void prepare(Readers readers) {}

  /** Why values of the type cannot be read; null when they can. */
  default @Nullable String refusal() {
    return null;
  }

  /** Reads a value that may be null. */
  static @Nullable Object value(JsonParser parser, TypeReader reader) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? reader.whenNull() : reader.read(parser);
  }

  /** An array in the place of its only element; an empty one is null. */
  static @Nullable Object onlyElement(JsonParser parser, TypeReader reader, String expected)
      throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.END_ARRAY) {
      return reader.whenNull();
    }
    if (first == JsonToken.START_ARRAY) {
      throw mismatch(parser, expected);
    }
    Object value = value(parser, reader);
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw new IOException("expected " + expected + ", found an array of several elements");
    }
    return value;
  }

  /**
   * What stands in the place of an object: the only element of an array, or null for blank text.
   */
  static @Nullable Object insteadOfObject(JsonParser parser, TypeReader reader) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      return onlyElement(parser, reader, "an object");
    }
    if (token == JsonToken.VALUE_STRING && parser.getText().isBlank()) {
      return null;
    }
    throw mismatch(parser, "an object");
  }

  /** The parser's token is not what the type wants. */
  static IOException mismatch(JsonParser parser, String expected) throws IOException {
    JsonToken token = parser.currentToken();
    String found;
    if (token == JsonToken.START_OBJECT) {
      found = "an object";
    } else if (token == JsonToken.START_ARRAY) {
      found = "an array";
    } else if (token == JsonToken.VALUE_STRING) {
      found = quoted(parser.getText());
    } else {
      found = shortened(parser.getText());
    }
    return new IOException("expected " + expected + ", found " + found);
  }

  /** Text for a message. */
  static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(@Nullable String text) {
    return text == null || text.length() <= 100 ? text + "" : text.substring(0, 100) + "...";
  }
}
