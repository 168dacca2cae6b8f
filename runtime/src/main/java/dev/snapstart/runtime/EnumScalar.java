package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An enum: a constant by its name or its position. A constant that this version of the function
 * does not know is null, no reason to fail.
 */
final class EnumScalar implements Scalar {

  private final Class<?> type;
  private final Object[] constants;
  private final Map<String, Object> byName = new HashMap<>();

  EnumScalar(Class<?> type) {
    this.type = type;
    this.constants = type.getEnumConstants();
    for (Object constant : constants) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
  }

  @Override
  public String expected() {
    return "a constant of " + type.getTypeName();
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_STRING -> {
        Object constant = fromText(parser.getText());
        yield constant == null ? at(position(parser.getText().strip())) : constant;
      }
      case JsonTokenId.ID_NUMBER_INT -> at(parser.getIntValue());
      case JsonTokenId.ID_START_ARRAY -> TypeReader.onlyElement(parser, this, expected());
      default -> throw TypeReader.mismatch(parser, expected());
    };
  }

  @Override
  public @Nullable Object fromText(String text) {
    return byName.get(text.strip());
  }

  private @Nullable Object at(int position) {
    return position >= 0 && position < constants.length ? constants[position] : null;
  }

  private static int position(String digits) {
    int position = digits.isEmpty() || digits.length() > 9 ? -1 : 0;
    for (int i = 0; i < digits.length() && position >= 0; i++) {
      int digit = digits.charAt(i) - '0';
      position = digit < 0 || digit > 9 ? -1 : position * 10 + digit;
    }
    return position;
  }

  @Override
  public String toText(Object value) {
    return ((Enum<?>) value).name();
  }
}
