package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Dates of java.util: milliseconds of the epoch, read also from text in the forms of ISO 8601 and
 * RFC 1123. In the events of Kinesis and DynamoDB they are seconds with a fraction.
 */
@SuppressWarnings("JavaUtilDate") // the types that functions and the events library chose
enum DateScalar implements Scalar {
  DATE,
  CALENDAR,
  /** A date of java.sql: written only. */
  SUBCLASS,
  /** A date in an event: seconds. */
  SECONDS;

  private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE / 1000);

  @Override
  public String expected() {
    return "a date";
  }

  @Override
  public @Nullable String refusal() {
    return this == SUBCLASS
        ? "cannot read dates of java.sql from JSON (take a java.util.Date)"
        : null;
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    if (this == SUBCLASS) {
      throw new IOException(refusal());
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      return TypeReader.onlyElement(parser, this, expected());
    }
    if (token == JsonToken.VALUE_STRING) {
      return fromText(parser.getText());
    }
    if (this == SECONDS && token.isNumeric()) {
      return seconds(BasicScalar.decimal(parser, expected()));
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return of(parser.getLongValue());
    }
    throw TypeReader.mismatch(parser, expected());
  }

  private static @Nullable Date seconds(BigDecimal seconds) throws IOException {
    if (seconds.signum() == 0) {
      return null;
    }
    if (seconds.abs().compareTo(LATEST) > 0) {
      throw new IOException("expected seconds of the epoch, found " + seconds);
    }
    return new Date(seconds.movePointRight(3).longValue());
  }

  @Override
  public @Nullable Object fromText(String text) throws IOException {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.equals("null")) {
      return null;
    }
    try {
      boolean plain = trimmed.indexOf('-', 1) < 0 && trimmed.indexOf(':') < 0;
      if (plain && this == SECONDS && trimmed.length() < 30) {
        return seconds(new BigDecimal(trimmed));
      }
      return of(plain ? Long.parseLong(trimmed) : parse(trimmed).toEpochMilli());
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw unreadable(text, e);
    }
  }

  private static Instant parse(String text) {
    if (!Character.isDigit(text.charAt(0))) {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    }
    int time = text.indexOf('T');
    if (time < 0) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    int offset = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    if (offset < time) {
      return text.endsWith("Z")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
    LocalDateTime local = LocalDateTime.parse(text.substring(0, offset));
    return local.toInstant(ZoneOffset.of(text.substring(offset)));
  }

  private Object of(long millis) {
    if (this != CALENDAR) {
      return new Date(millis);
    }
    Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.setTimeInMillis(millis);
    return calendar;
  }

  private static long millis(Object value) {
    return value instanceof Calendar calendar
        ? calendar.getTimeInMillis()
        : ((Date) value).getTime();
  }

  @Override
  public String toText(Object value) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
        .format(Instant.ofEpochMilli(millis(value)).atOffset(ZoneOffset.UTC));
  }

  @Override
  public void write(Object value, JsonGenerator json, Writers writers) throws IOException {
    if (this == SECONDS) {
      json.writeNumber(millis(value) / 1000.0);
    } else {
      json.writeNumber(millis(value));
    }
  }
}
