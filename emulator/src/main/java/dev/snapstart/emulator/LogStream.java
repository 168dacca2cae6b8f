package dev.snapstart.emulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * The name of the stream that the lines of one environment go to: {@code
 * 2026/11/21/[7]d41d8cd98f00b204e9800998ecf8427e}.
 */
record LogStream(String name) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A new one of a version. */
  static LogStream of(FunctionSpec function, Instant now) {
    String unique = UUID.randomUUID().toString().replace("-", "");
    return new LogStream(DAY.format(now) + "/[" + function.version() + "]" + unique);
  }
}
