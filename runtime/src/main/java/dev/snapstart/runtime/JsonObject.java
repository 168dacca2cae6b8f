package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Tells lines that a function's own logger has made JSON of already. */
final class JsonObject {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonObject() {}

  /** Whether a line is one object in JSON and nothing else. */
  static boolean isOne(String line) {
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException ignored) {
      // something else that starts with a brace
      return false;
    }
  }
}
