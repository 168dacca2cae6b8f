package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar or a clock shows, of java.time: an array of year, month, day, hour, minute,
 * second, nanosecond, as many as the type has; also read from text.
 */
enum CalendarScalar implements Scalar {
  LOCAL_DATE("a date", 3, 3),
  LOCAL_TIME("a time", 2, 4),
  LOCAL_DATE_TIME("a date and time", 5, 7),
  OFFSET_TIME("a time with an offset", 2, 4),
  YEAR("a year", 1, 1),
  YEAR_MONTH("a year and month", 2, 2);

  private final String expected;
  private final int least;
  private final int most;

  CalendarScalar(String expected, int least, int most) {
    this.expected = expected;
    this.least = least;
    this.most = most;
  }

  /** The scalar of a class; null for any other class. */
  static @Nullable CalendarScalar of(String type) {
    return switch (type) {
      case "java.time.LocalDate" -> LOCAL_DATE;
      case "java.time.LocalTime" -> LOCAL_TIME;
      case "java.time.LocalDateTime" -> LOCAL_DATE_TIME;
      case "java.time.OffsetTime" -> OFFSET_TIME;
      case "java.time.Year" -> YEAR;
      case "java.time.YearMonth" -> YEAR_MONTH;
      default -> null;
    };
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    try {
      if (token == JsonToken.VALUE_STRING) {
        return fromText(parser.getText());
      }
      if (token == JsonToken.START_ARRAY) {
        return fromArray(parser);
      }
      if (token == JsonToken.VALUE_NUMBER_INT && this == LOCAL_DATE) {
        return LocalDate.ofEpochDay(parser.getLongValue());
      }
      if (token == JsonToken.VALUE_NUMBER_INT && this == YEAR) {
        return Year.of(parser.getIntValue());
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException("expected " + expected + ": " + e.getMessage(), e);
    }
    throw TypeReader.mismatch(parser, expected);
  }

  private @Nullable Object fromArray(JsonParser parser) throws IOException {
    int[] parts = new int[7];
    int count = 0;
    String text = null;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_STRING && text == null) {
        text = parser.getText();
      } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && count < most) {
        parts[count++] = parser.getIntValue();
      } else if (parser.currentToken() != JsonToken.VALUE_NULL || count > 0) {
        throw TypeReader.mismatch(parser, expected);
      }
    }
    if (count == 0) {
      return text == null ? null : fromText(text);
    }
    if (count < least || (text != null) != (this == OFFSET_TIME)) {
      throw new IOException("expected " + expected + ", found an array of " + count + " numbers");
    }
    return ofParts(parts, ZoneOffset.of(text == null ? "Z" : text));
  }

  private Object ofParts(int[] p, ZoneOffset offset) {
    return switch (this) {
      case LOCAL_DATE -> LocalDate.of(p[0], p[1], p[2]);
      case LOCAL_TIME -> LocalTime.of(p[0], p[1], p[2], p[3]);
      case LOCAL_DATE_TIME -> LocalDateTime.of(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
      case OFFSET_TIME -> OffsetTime.of(p[0], p[1], p[2], p[3], offset);
      case YEAR -> Year.of(p[0]);
      case YEAR_MONTH -> YearMonth.of(p[0], p[1]);
    };
  }

  @Override
  public @Nullable Object fromText(String text) throws IOException {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return null;
    }
    boolean both = trimmed.indexOf('T') > 0;
    try {
      return switch (this) {
        case LOCAL_DATE -> both ? local(trimmed).toLocalDate() : LocalDate.parse(trimmed);
        case LOCAL_TIME -> both ? local(trimmed).toLocalTime() : LocalTime.parse(trimmed);
        case LOCAL_DATE_TIME -> local(trimmed);
        case OFFSET_TIME -> OffsetTime.parse(trimmed);
        case YEAR -> Year.parse(trimmed);
        case YEAR_MONTH -> YearMonth.parse(trimmed);
      };
    } catch (DateTimeException e) {
      throw unreadable(text, e);
    }
  }

  /** A point in time in Greenwich passes as what its clocks show. */
  private static LocalDateTime local(String text) {
    return LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
  }

  @Override
  public void write(Object value, JsonGenerator json, Writers writers) throws IOException {
    if (this == YEAR) {
      json.writeNumber(((Year) value).getValue());
      return;
    }
    json.writeStartArray();
    switch (this) {
      case LOCAL_DATE -> date((LocalDate) value, json);
      case LOCAL_TIME -> time((LocalTime) value, json);
      case OFFSET_TIME -> {
        time(((OffsetTime) value).toLocalTime(), json);
        json.writeString(((OffsetTime) value).getOffset().getId());
      }
      case YEAR_MONTH -> {
        json.writeNumber(((YearMonth) value).getYear());
        json.writeNumber(((YearMonth) value).getMonthValue());
      }
      default -> {
        date(((LocalDateTime) value).toLocalDate(), json);
        time(((LocalDateTime) value).toLocalTime(), json);
      }
    }
    json.writeEndArray();
  }

  private static void date(LocalDate date, JsonGenerator json) throws IOException {
    json.writeNumber(date.getYear());
    json.writeNumber(date.getMonthValue());
    json.writeNumber(date.getDayOfMonth());
  }

  private static void time(LocalTime time, JsonGenerator json) throws IOException {
    int seconds = time.getSecond();
    int nanos = time.getNano();
    json.writeNumber(time.getHour());
    json.writeNumber(time.getMinute());
    if (seconds > 0 || nanos > 0) {
      json.writeNumber(seconds);
    }
    if (nanos > 0) {
      json.writeNumber(nanos);
    }
  }
}
