package dev.snapstart.runtime;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The time of a log record: UTC whatever the process's time zone is, without a formatter. */
final class UtcTime {

  private UtcTime() {}

  /** Now, as {@code 2026-11-21T01:02:03.456Z}. */
  static String now() {
    return of(System.currentTimeMillis());
  }

  /** A time in milliseconds of the epoch. */
  static String of(long epochMillis) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(24);
    append(text, utc.getYear(), 4).append('-');
    append(text, utc.getMonthValue(), 2).append('-');
    append(text, utc.getDayOfMonth(), 2).append('T');
    append(text, utc.getHour(), 2).append(':');
    append(text, utc.getMinute(), 2).append(':');
    append(text, utc.getSecond(), 2).append('.');
    return append(text, Math.floorMod(epochMillis, 1000), 3).append('Z').toString();
  }

  private static StringBuilder append(StringBuilder text, int number, int digits) {
    String decimal = Integer.toString(number);
    for (int i = decimal.length(); i < digits; i++) {
      text.append('0');
    }
    return text.append(decimal);
  }
}
