package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Text, numbers and booleans. Each is also read from the other's JSON where that has one meaning:
 * {@code "5"} as 5, {@code 1.5} as the int 1, {@code 5} as text. Blank text and {@code "null"} are
 * null, except as text.
 */
enum BasicScalar implements Scalar {
  TEXT("text"),
  BOOLEAN("a boolean"),
  BYTE("a byte"),
  SHORT("a short"),
  INT("an int"),
  LONG("a long"),
  FLOAT("a float"),
  DOUBLE("a double"),
  BIG_INTEGER("an integer"),
  BIG_DECIMAL("a number"),
  NUMBER("a number"),
  CHARACTER("a character");

  /** Longer numbers take time out of proportion; JSON's own numbers have the same limit. */
  private static final int LONGEST_NUMBER = 1000;

  private final String expected;

  BasicScalar(String expected) {
    this.expected = expected;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_STRING -> fromText(parser.getText());
      case JsonTokenId.ID_NUMBER_INT -> fromWhole(parser);
      case JsonTokenId.ID_NUMBER_FLOAT -> fromNumber(parser);
      case JsonTokenId.ID_START_ARRAY -> TypeReader.onlyElement(parser, this, expected);
      case JsonTokenId.ID_TRUE, JsonTokenId.ID_FALSE ->
          switch (this) {
            case BOOLEAN -> parser.getBooleanValue();
            case TEXT -> parser.getText();
            default -> throw TypeReader.mismatch(parser, expected);
          };
      default -> throw TypeReader.mismatch(parser, expected);
    };
  }

  private Object fromWhole(JsonParser parser) throws IOException {
    if (this == BOOLEAN) {
      return !parser.getText().equals("0");
    }
    if (this == CHARACTER && parser.getIntValue() >> Character.SIZE == 0) {
      return (char) parser.getIntValue();
    }
    return fromNumber(parser);
  }

  private Object fromNumber(JsonParser parser) throws IOException {
    return switch (this) {
      case TEXT -> parser.getText();
      case BYTE -> parser.getByteValue();
      case SHORT -> parser.getShortValue();
      case INT -> parser.getIntValue();
      case LONG -> parser.getLongValue();
      case FLOAT -> parser.getFloatValue();
      case DOUBLE -> parser.getDoubleValue();
      case BIG_INTEGER -> {
        decimal(parser, expected);
        yield parser.getBigIntegerValue();
      }
      case BIG_DECIMAL -> decimal(parser, expected);
      case NUMBER -> parser.getNumberValue();
      case BOOLEAN, CHARACTER -> throw TypeReader.mismatch(parser, expected);
    };
  }

  /** A number of any length; NaN and the infinities are none. */
  static BigDecimal decimal(JsonParser parser, String expected) throws IOException {
    if (parser.isNaN()) {
      throw TypeReader.mismatch(parser, expected);
    }
    return parser.getDecimalValue();
  }

  @Override
  public @Nullable Object fromText(String text) throws IOException {
    if (this == TEXT) {
      return text;
    }
    if (this == CHARACTER && text.length() == 1) {
      return text.charAt(0);
    }
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.equals("null")) {
      return null;
    }
    if (trimmed.length() > LONGEST_NUMBER) {
      throw unreadable(text, null);
    }
    try {
      return parse(trimmed);
    } catch (IllegalArgumentException e) {
      throw unreadable(text, e);
    }
  }

  private Object parse(String text) {
    return switch (this) {
      case BOOLEAN -> parseBoolean(text);
      case BYTE -> (byte) between(Byte.MIN_VALUE, 255, text);
      case SHORT -> Short.parseShort(text);
      case INT -> Integer.parseInt(text);
      case LONG -> Long.parseLong(text);
      case FLOAT -> (float) parseDouble(text);
      case DOUBLE -> parseDouble(text);
      case BIG_INTEGER -> new BigInteger(text);
      case BIG_DECIMAL -> new BigDecimal(text);
      case NUMBER -> parseNumber(text);
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static int between(int least, int most, String text) {
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static double parseDouble(String text) {
    return switch (text) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> {
        char last = text.charAt(text.length() - 1);
        if (last == 'd' || last == 'D' || last == 'f' || last == 'F') {
          throw new IllegalArgumentException(text); // Java's own suffixes
        }
        yield Double.parseDouble(text);
      }
    };
  }

  private static Number parseNumber(String text) {
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return parseDouble(text);
      }
    }
    BigInteger value = new BigInteger(text);
    if (value.bitLength() < Integer.SIZE) {
      return value.intValue();
    }
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  @Override
  public void write(Object value, JsonGenerator json, Writers writers) throws IOException {
    switch (this) {
      case TEXT, CHARACTER -> json.writeString(value.toString());
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case BYTE, SHORT, INT -> json.writeNumber(((Number) value).intValue());
      case LONG -> json.writeNumber((Long) value);
      case FLOAT -> json.writeNumber((Float) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case BIG_INTEGER -> json.writeNumber((BigInteger) value);
      case BIG_DECIMAL -> json.writeNumber((BigDecimal) value);
      case NUMBER -> json.writeNumber(value.toString());
    }
  }
}
