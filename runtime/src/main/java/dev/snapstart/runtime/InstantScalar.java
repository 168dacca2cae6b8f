package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Points in time and durations of java.time: seconds with a fraction, also read from text. */
enum InstantScalar implements Scalar {
  INSTANT,
  OFFSET_DATE_TIME,
  ZONED_DATE_TIME,
  DURATION;

  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Instant.MAX.getEpochSecond());
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
  private static final int LONGEST_NUMBER = 40;

  /** The scalar of a class; null for any other class. */
  static @Nullable InstantScalar of(String type) {
    return switch (type) {
      case "java.time.Instant" -> INSTANT;
      case "java.time.OffsetDateTime" -> OFFSET_DATE_TIME;
      case "java.time.ZonedDateTime" -> ZONED_DATE_TIME;
      case "java.time.Duration" -> DURATION;
      default -> null;
    };
  }

  @Override
  public String expected() {
    return this == DURATION ? "a duration" : "a point in time";
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return fromText(parser.getText());
    }
    if (token == JsonToken.START_ARRAY) {
      return TypeReader.onlyElement(parser, this, expected());
    }
    if (token.isNumeric()) {
      return ofSeconds(BasicScalar.decimal(parser, expected()));
    }
    throw TypeReader.mismatch(parser, expected());
  }

  private Object ofSeconds(BigDecimal number) throws IOException {
    if (number.abs().compareTo(MOST_SECONDS) > 0) {
      throw new IOException("expected " + expected() + ", found " + number + " seconds");
    }
    BigInteger[] parts = number.movePointRight(9).toBigInteger().divideAndRemainder(NANOS);
    long seconds = parts[0].longValueExact();
    long nanos = parts[1].longValue();
    return switch (this) {
      case DURATION -> Duration.ofSeconds(seconds, nanos);
      case INSTANT -> Instant.ofEpochSecond(seconds, nanos);
      case OFFSET_DATE_TIME -> Instant.ofEpochSecond(seconds, nanos).atOffset(ZoneOffset.UTC);
      case ZONED_DATE_TIME -> Instant.ofEpochSecond(seconds, nanos).atZone(ZoneOffset.UTC);
    };
  }

  @Override
  public @Nullable Object fromText(String text) throws IOException {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return null;
    }
    try {
      if (this != DURATION && isNumber(trimmed)) {
        return ofSeconds(new BigDecimal(trimmed));
      }
      return switch (this) {
        case DURATION -> Duration.parse(trimmed);
        case INSTANT -> OffsetDateTime.parse(withColon(trimmed)).toInstant();
        case OFFSET_DATE_TIME ->
            OffsetDateTime.parse(withColon(trimmed)).withOffsetSameInstant(ZoneOffset.UTC);
        case ZONED_DATE_TIME ->
            ZonedDateTime.parse(withColon(trimmed)).withZoneSameInstant(ZoneOffset.UTC);
      };
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw unreadable(text, e);
    }
  }

  private static boolean isNumber(String text) {
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return text.length() < LONGEST_NUMBER;
  }

  /** An offset may leave out the colon: {@code +0100}. */
  private static String withColon(String text) {
    int sign = text.length() - 5;
    return sign > 10 && (text.charAt(sign) == '+' || text.charAt(sign) == '-')
        ? text.substring(0, sign + 3) + ":" + text.substring(sign + 3)
        : text;
  }

  @Override
  public void write(Object value, JsonGenerator json, Writers writers) throws IOException {
    switch (this) {
      case DURATION -> {
        Duration duration = (Duration) value;
        write(duration.toSeconds(), duration.toNanosPart(), json);
      }
      case INSTANT -> write((Instant) value, json);
      case OFFSET_DATE_TIME -> write(((OffsetDateTime) value).toInstant(), json);
      case ZONED_DATE_TIME -> write(((ZonedDateTime) value).toInstant(), json);
    }
  }

  private static void write(Instant value, JsonGenerator json) throws IOException {
    write(value.getEpochSecond(), value.getNano(), json);
  }

  private static void write(long seconds, int nanos, JsonGenerator json) throws IOException {
    if (seconds == 0 && nanos == 0) {
      json.writeNumber("0.0");
    } else {
      json.writeNumber(BigDecimal.valueOf(seconds).setScale(9).add(BigDecimal.valueOf(nanos, 9)));
    }
  }
}
