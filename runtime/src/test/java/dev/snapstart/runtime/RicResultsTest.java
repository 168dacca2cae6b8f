package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.snapstart.runtime.fixtures.Beans;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results of every kind, written byte for byte as AWS's own client does. */
@SuppressWarnings({"JavaUtilDate", "deprecation"})
class RicResultsTest {

  private final EventCodec codec = new JsonCodec();

  static List<Object> numbersAndTexts() {
    return Arrays.asList(
        "a\u2028\u0001/\"\\\u00e9\t",
        "",
        'c',
        true,
        1,
        -1L,
        (short) 2,
        (byte) 3,
        1.0f,
        0.1f,
        1e10,
        1.0e-5,
        Double.NaN,
        Float.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Long.MIN_VALUE,
        new BigDecimal("1E+3"),
        new BigDecimal("1.50"),
        new BigInteger("12345678901234567890"),
        new AtomicInteger(1),
        new AtomicBoolean(true),
        new AtomicReference<>("a"),
        new AtomicReference<>(),
        new StringBuilder("sb"),
        Beans.Size.LARGE,
        Beans.Size.SMALL,
        UUID.fromString("00000000-0000-0001-0000-000000000002"),
        URI.create("a:b"),
        Locale.US,
        Locale.ROOT,
        Currency.getInstance("EUR"),
        TimeZone.getTimeZone("UTC"),
        Pattern.compile("a+"),
        StandardCharsets.UTF_8,
        new File("/a"),
        Path.of("/a"),
        String.class,
        InetAddress.getLoopbackAddress());
  }

  static List<Object> dates() {
    LocalDateTime noon = LocalDateTime.of(2024, 1, 2, 12, 0);
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    return List.of(
        new Date(1_700_000_000_123L),
        new java.sql.Timestamp(5),
        new Calendar.Builder().setInstant(1_704_153_600_000L).build(),
        Instant.ofEpochSecond(1_700_000_000),
        Instant.ofEpochSecond(1_700_000_000, 5),
        Instant.EPOCH,
        Instant.ofEpochSecond(0, 1),
        Instant.ofEpochSecond(-1),
        Duration.ZERO,
        Duration.ofMillis(1500),
        Duration.ofSeconds(-1, 5),
        noon.toLocalDate(),
        noon,
        noon.plusSeconds(5),
        noon.plusNanos(6),
        noon.plusSeconds(1).plusNanos(6_000_000),
        LocalTime.of(1, 2),
        LocalTime.of(1, 2, 3),
        LocalTime.of(1, 2, 0, 5),
        OffsetDateTime.of(noon, ZoneOffset.ofHours(1)),
        noon.atZone(berlin),
        OffsetTime.of(1, 2, 3, 4, ZoneOffset.ofHours(1)),
        OffsetTime.of(1, 2, 0, 0, ZoneOffset.ofHours(1)),
        Period.of(1, 2, 3),
        Year.of(2024),
        YearMonth.of(2024, 1),
        MonthDay.of(1, 2),
        berlin,
        ZoneOffset.ofHours(1),
        DayOfWeek.MONDAY);
  }

  static List<Object> containers() {
    Map<Object, Object> keys = new LinkedHashMap<>();
    keys.put(Beans.Size.LARGE, 1);
    keys.put(5, 2);
    keys.put(UUID.fromString("00000000-0000-0001-0000-000000000002"), 3);
    keys.put(new Date(0), 4);
    keys.put(true, 5);
    keys.put(LocalDate.of(2024, 1, 2), 6);
    keys.put(1.5, 7);
    keys.put(String.class, 8);
    keys.put(Instant.ofEpochSecond(5), 9);
    keys.put('c', 10);
    keys.put(Locale.US, 12);
    keys.put("null", null);
    return List.of(
        keys,
        new byte[] {1, 2},
        new char[] {'a', 'b'},
        new int[] {1},
        new int[][] {{1}, {}},
        new Object[] {1, "a", null},
        new double[] {1.5, Double.NaN},
        new boolean[] {true},
        ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2),
        List.of(),
        Arrays.asList(1, null, List.of()),
        new TreeSet<>(List.of("b", "a")),
        new ArrayDeque<>(List.of(1)),
        new EnumMap<>(Map.of(Beans.Size.LARGE, 1)),
        Map.entry("a", 1),
        List.of(1).iterator(),
        Optional.of("a"),
        Optional.empty(),
        OptionalInt.of(1),
        OptionalInt.empty(),
        OptionalLong.of(4),
        OptionalDouble.of(1.5),
        List.of(Optional.of(1), Optional.empty()));
  }

  static List<Object> beans() {
    return List.of(
        new Beans.Everything(),
        new Beans.Child(),
        new Beans.Empty(),
        new Object(),
        new Beans.Point(1, "a", List.of(new Beans.Point(2, null, null))),
        new Beans.Page<>(List.of(new Beans.Money(BigDecimal.TEN, "EUR")), 1),
        new Beans.Dated(),
        Beans.tree(),
        List.of(new Beans.Child()),
        Map.of("a", new Beans.Child()));
  }

  @ParameterizedTest
  @MethodSource({"numbersAndTexts", "dates", "containers", "beans"})
  void writesWhatTheClientWrites(Object value) throws IOException {
    // an iterator can be written once only
    Object again = value instanceof java.util.Iterator<?> ? List.of(1).iterator() : value;
    assertThat(encode(Object.class, value)).isEqualTo(Ric.write(Object.class, again));
  }

  @Test
  void writesOnlyWhatTheDeclaredTypeHas() throws IOException {
    for (Type declared : List.of(Beans.Everything.class, Beans.Named.class, Object.class)) {
      assertThat(encode(declared, new Beans.Child()))
          .isEqualTo(Ric.write(declared, new Beans.Child()));
    }
    assertThat(encode(Beans.Named.class, new Beans.Child())).isEqualTo("{\"title\":\"def\"}");
  }

  @Test
  void writesTheResultItselfWhereTheDeclaredTypeHasNothing() throws IOException {
    Beans.Shape circle = new Beans.Circle(2);
    assertThat(encode(Beans.Shape.class, circle)).isEqualTo("{\"radius\":2}");
    assertThat(encode(Comparable.class, "a")).isEqualTo("\"a\"");
    assertThat(Ric.write(Beans.Shape.class, circle)).isEqualTo("{}");
  }

  @Test
  void writesInstantsBefore1970AsTheSecondsThatTheyAre() throws IOException {
    Instant instant = Instant.ofEpochSecond(-1, 5);
    assertThat(encode(Instant.class, instant)).isEqualTo("-0.999999995");
    assertThat(Ric.write(Instant.class, instant)).isEqualTo("-1.000000005");
  }

  @Test
  void writesTextBeyondTheBasicPlaneAsItIs() throws IOException {
    assertThat(encode(String.class, "\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
    assertThat(Ric.write(String.class, "\ud83d\ude00")).isEqualTo("\"\\uD83D\\uDE00\"");
  }

  @Test
  void writesHalfAPairOfSurrogates() {
    assertThatCode(() -> encode(String.class, "a\ud83d")).doesNotThrowAnyException();
    assertThatCode(() -> encode(String.class, "\ude00a")).doesNotThrowAnyException();
  }

  private String encode(Type type, Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.encoder(type).encode(value, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
