package dev.snapstart.runtime;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Bytes as text in base64, also read from an array of numbers, and arrays of characters. */
enum BinaryScalar implements Scalar {
  BYTES("base64"),
  BYTE_BUFFER("base64"),
  CHARACTERS("text");

  private final String expected;

  BinaryScalar(String expected) {
    this.expected = expected;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return fromText(parser.getText());
    }
    if (this == BYTES && token == JsonToken.VALUE_NUMBER_INT) {
      return new byte[] {parser.getByteValue()};
    }
    if (this == BYTE_BUFFER || token != JsonToken.START_ARRAY) {
      throw TypeReader.mismatch(parser, expected);
    }
    return this == BYTES ? bytes(parser) : characters(parser);
  }

  private static byte[] bytes(JsonParser parser) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object element = TypeReader.value(parser, BasicScalar.BYTE);
      all.write(element == null ? 0 : (Byte) element);
    }
    return all.toByteArray();
  }

  private static char[] characters(JsonParser parser) throws IOException {
    StringBuilder all = new StringBuilder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        all.append('\0');
      } else if (parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() == 1) {
        all.append(parser.getText());
      } else {
        throw TypeReader.mismatch(parser, "a character");
      }
    }
    return all.toString().toCharArray();
  }

  @Override
  public Object fromText(String text) throws IOException {
    if (this == CHARACTERS) {
      return text.toCharArray();
    }
    try {
      byte[] bytes = Base64Variants.getDefaultVariant().decode(text);
      return this == BYTES ? bytes : ByteBuffer.wrap(bytes);
    } catch (IllegalArgumentException e) {
      throw unreadable(text, e);
    }
  }

  @Override
  public String toText(Object value) {
    return this == CHARACTERS
        ? String.valueOf((char[]) value)
        : Base64Variants.getDefaultVariant().encode(bytesOf(value));
  }

  @Override
  public void write(Object value, JsonGenerator json, Writers writers) throws IOException {
    if (this == CHARACTERS) {
      json.writeString(String.valueOf((char[]) value));
    } else {
      json.writeBinary(bytesOf(value));
    }
  }

  private static byte[] bytesOf(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    ByteBuffer rest = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[rest.remaining()];
    rest.get(bytes);
    return bytes;
  }
}
