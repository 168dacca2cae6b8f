package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.runtime.fixtures.Payloads;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every type meets every kind of JSON; AWS's own client says what comes out. */
class RicScalarsTest {

  private static final List<String> INPUTS =
      List.of(
          "5",
          "-1",
          "0",
          "1.5",
          "1.0",
          "200",
          "3000000000",
          "1e400",
          "NaN",
          "-Infinity",
          "true",
          "false",
          "null",
          "\"\"",
          "\" \"",
          "\"5\"",
          "\" 7 \"",
          "\"1.5\"",
          "\"NaN\"",
          "\"true\"",
          "\"True\"",
          "\"null\"",
          "\"abc\"",
          "\"RED\"",
          "\" RED\"",
          "\"red\"",
          "\"1\"",
          "\"01\"",
          "\"x\"",
          "[]",
          "[5]",
          "[\"a\"]",
          "[[5]]",
          "[1,2]",
          "[null]",
          "[\"\"]",
          "{}",
          "{\"a\":1}",
          "{\"a\":\"\",\"b\":5}",
          "{\"a\":null,\"b\":[\"z\"]}",
          "[{\"a\":1}]",
          "{\"RED\":\"r\",\"BLUE\":\"b\"}",
          "{\"1\":\"x\"}",
          "{\"\":\"x\"}",
          "\"aGk=\"",
          "\"2024-01-02\"",
          "\"2024-01-02T03:04:05Z\"",
          "\"2024-01-02T03:04:05.678+0100\"",
          "\"2024-01-02T03:04:05.678+01:00\"",
          "\"2024-01-02T03:04:05\"",
          "\"2024-01-02T03:04\"",
          "\"Tue, 02 Jan 2024 03:04:05 GMT\"",
          "\"03:04:05\"",
          "\"03:04:05+01:00\"",
          "\"2024-01\"",
          "\"--01-02\"",
          "\"P1D\"",
          "\"PT1.5S\"",
          "\"Europe/Berlin\"",
          "\"+01:00\"",
          "\"en_US\"",
          "\"EUR\"",
          "\"UTF-8\"",
          "\"00000000-0000-0001-0000-000000000002\"",
          "\"https://example.com/a?b=c\"",
          "1700000000",
          "1700000000.5",
          "-0.5",
          "[2024,1,2]",
          "[2024,1,2,3,4]",
          "[2024,1,2,3,4,5,6]",
          "[3,4]",
          "[3,4,5,6]",
          "[3,4,\"+01:00\"]",
          "[2024,1]",
          "{'a':01,b:\"\\q\"}",
          "'a\tb'",
          "012",
          "\ufeff5");

  private final EventCodec codec = new JsonCodec();

  @Test
  void readsWhatTheClientReads() {
    List<String> differences = new ArrayList<>();
    for (Type type : Payloads.types()) {
      for (String input : INPUTS) {
        String theirs = theirs(type, input);
        String ours = ours(type, input);
        if (!ours.equals(theirs) && !meant(type, input, theirs)) {
          differences.add(type.getTypeName() + " from " + input + ": " + theirs + ", ours " + ours);
        }
      }
    }
    assertThat(String.join("\n", differences)).isEmpty();
  }

  /** The differences of docs/payloads.md. */
  private static boolean meant(Type type, String input, String theirs) {
    String name = type.getTypeName();
    if (!theirs.equals("fails")) {
      return input.equals("1e400") && name.startsWith("java.time.")
          || name.equals("java.time.MonthDay") && input.startsWith("[")
          || name.equals("java.time.OffsetTime") && input.equals("[5]")
          || name.startsWith("java.util.concurrent.atomic.AtomicReference")
          || type == Locale.class && input.length() > 30
          || name.startsWith("java.util.Set") && input.equals("[1,2]"); // their order is by hash
    }
    return input.equals("[null]")
        || input.equals("[[5]]")
        || input.equals("[]") && type instanceof Class<?> number && number.isPrimitive()
        || input.startsWith("\"") && name.endsWith("[]")
        || input.startsWith("\"2024-01-02T") && name.startsWith("java.time.")
        || input.equals("\"null\"") && name.startsWith("java.util.Optional")
        || input.equals("[5]") && name.startsWith("java.util.concurrent.atomic.")
        || input.equals("-1") && name.startsWith("java.time.Zone");
  }

  private static String theirs(Type type, String input) {
    try {
      return describe(Ric.read(type, input));
    } catch (RuntimeException e) {
      return "fails";
    }
  }

  private String ours(Type type, String input) {
    try {
      return describe(codec.decoder(type).decode(input.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return "fails";
    }
  }

  private static String describe(Object value) {
    StringBuilder text = new StringBuilder();
    if (value == null) {
      return "null";
    }
    if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        text.append(describe(Array.get(value, i))).append(' ');
      }
      return "[" + text + "]";
    }
    if (value instanceof Collection<?> collection) {
      collection.forEach(element -> text.append(describe(element)).append(' '));
      return "[" + text + "]";
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> text.append(describe(k)).append('=').append(describe(v)).append(' '));
      return "{" + text + "}";
    }
    if (value instanceof Calendar calendar) {
      return "" + calendar.getTimeInMillis();
    }
    if (value instanceof ByteBuffer bytes) {
      return describe(bytes.array());
    }
    return value.getClass().getSimpleName() + " " + value;
  }
}
