package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A value without parts: in JSON a text, a number or a boolean, and as a map's key a name. */
interface Scalar extends TypeReader, TypeWriter {

  /** Reads a value from text, such as a map's key; null where the text stands for nothing. */
  @Nullable Object fromText(String text) throws IOException;

  /** A value as text, such as a map's key. */
  default String toText(Object value) {
    return value.toString();
  }

  /** What the type is called in messages. */
  String expected();

  /** Reads a scalar whose JSON is text; numbers and booleans pass as their text. */
  @Override
  default @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_START_ARRAY -> TypeReader.onlyElement(parser, this, expected());
      case JsonTokenId.ID_START_OBJECT -> throw TypeReader.mismatch(parser, expected());
      default -> fromText(parser.getText());
    };
  }

  @Override
  default void write(Object value, JsonGenerator json, Writers writers) throws IOException {
    json.writeString(toText(value));
  }

  /** A text that the type does not know. */
  default IOException unreadable(String text, @Nullable Throwable cause) {
    return new IOException("expected " + expected() + ", found " + TypeReader.quoted(text), cause);
  }

  /**
   * The scalar of a class, null when values of the class have parts. A class is told by its name,
   * so none is loaded that the function does not use.
   */
  static @Nullable Scalar of(Class<?> type) {
    if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
      return new EnumScalar(type.isEnum() ? type : type.getSuperclass());
    }
    if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.lang.")) {
      return ofLanguage(type.getName());
    }
    Scalar basic =
        switch (type.getName()) {
          case "java.math.BigInteger" -> BasicScalar.BIG_INTEGER;
          case "java.math.BigDecimal" -> BasicScalar.BIG_DECIMAL;
          case "java.util.Date", "java.sql.Date", "java.sql.Timestamp" -> dateOf(type);
          default -> null;
        };
    if (basic == null && type.getName().startsWith("java.time.")) {
      basic = InstantScalar.of(type.getName());
      basic = basic == null ? CalendarScalar.of(type.getName()) : basic;
    }
    if (basic == null && java.nio.ByteBuffer.class.isAssignableFrom(type)) {
      return BinaryScalar.BYTE_BUFFER;
    }
    if (basic == null && Calendar.class.isAssignableFrom(type)) {
      return DateScalar.CALENDAR;
    }
    return basic == null ? TextScalar.of(type) : basic;
  }

  private static @Nullable Scalar dateOf(Class<?> type) {
    return type == Date.class ? DateScalar.DATE : DateScalar.SUBCLASS;
  }

  private static @Nullable Scalar ofLanguage(String name) {
    return switch (name) {
      case "java.lang.String", "java.lang.CharSequence" -> BasicScalar.TEXT;
      case "boolean", "java.lang.Boolean" -> BasicScalar.BOOLEAN;
      case "byte", "java.lang.Byte" -> BasicScalar.BYTE;
      case "short", "java.lang.Short" -> BasicScalar.SHORT;
      case "int", "java.lang.Integer" -> BasicScalar.INT;
      case "long", "java.lang.Long" -> BasicScalar.LONG;
      case "float", "java.lang.Float" -> BasicScalar.FLOAT;
      case "double", "java.lang.Double" -> BasicScalar.DOUBLE;
      case "char", "java.lang.Character" -> BasicScalar.CHARACTER;
      case "java.lang.Number" -> BasicScalar.NUMBER;
      case "java.lang.StringBuilder", "java.lang.StringBuffer", "java.lang.Class" ->
          TextScalar.ofLanguage(name);
      case "[B" -> BinaryScalar.BYTES;
      case "[C" -> BinaryScalar.CHARACTERS;
      default -> null;
    };
  }
}
