package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what clones of one snapshot repeat and must not. All clones are sent the same events, three
 * times, and their answers are compared place by place:
 *
 * <ul>
 *   <li>what changes from one invocation of a clone to the next, and yet is the same in another
 *       clone, comes of state that they share: a seed, a counter, a series;
 *   <li>what stays the same within a clone, but looks as if it were unique (an id, a key, a moment,
 *       a log stream, a port that the system chose), and does not come from the event, was made
 *       before the snapshot.
 * </ul>
 *
 * What is in {@code $.body} of an answer as a string of JSON is looked into as well.
 */
public final class CloneCheck {

  /** What is repeated. */
  public enum Kind {
    /** Changes with every invocation, and in all clones in the same way. */
    SEQUENCE("the same sequence of values"),
    /** Looks unique. */
    ID("an id of before the snapshot"),
    /** A moment before the restore. */
    TIME("a moment of before the snapshot"),
    /** Looks as if a system had chosen it for a socket, which is in no clone any more. */
    PORT("a port of before the snapshot, unless it is a fixed one"),
    /** That of the environment in which the snapshot was taken. */
    LOG_STREAM("a log stream of before the snapshot");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /**
   * A place in the answers where clones repeat each other.
   *
   * @param path where, as a JSON path
   * @param kind what is wrong with it
   * @param value the value of the first answer
   * @param clones which clones, counted from 1
   */
  public record Repeat(String path, Kind kind, String value, Set<Integer> clones) {

    /** A sentence for a report. */
    @Override
    public String toString() {
      return path + ": " + kind.words + " in clones " + clones + ", such as \"" + value + "\"";
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("path", path);
      map.put("kind", kind.name());
      map.put("value", value);
      map.put("clones", List.copyOf(clones));
      return map;
    }
  }

  private static final Pattern UNIQUE =
      Pattern.compile(
          "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" // UUID
              + "|(?=.*\\d)[0-9a-fA-F]{16,}" // random bytes
              + "|[0-9A-HJKMNP-TV-Z]{26}" // ULID
              + "|-?\\d{12,}"); // random number

  private static final Pattern LOG_STREAM =
      Pattern.compile("\\d{4}/\\d{2}/\\d{2}/\\[[^]]+][0-9a-f]{32}");

  /** Where a number is said to be a port. */
  private static final Pattern PORT_PATH = Pattern.compile(".*([._-]port|[a-z0-9]Port)(\\[\\d+])?");

  /** What systems give to who asks for any port. */
  private static final Pattern CHOSEN_PORT =
      Pattern.compile("3276[89]|327[7-9]\\d|32[89]\\d{2}|3[3-9]\\d{3}|[45]\\d{4}|6[0-5]\\d{3}");

  /** Milliseconds since the epoch, within some decades of today. */
  private static final Pattern MILLIS = Pattern.compile("1[5-9]\\d{11}|2[0-9]\\d{11}");

  /** What changes between two invocations with the same event is no function of it. */
  private static final int ROUNDS = 3;

  private final Instant restoredAt;
  private final List<Map<String, String>> events;
  private final List<List<Map<String, String>>> clones = new ArrayList<>();

  /**
   * Sends the clones the events and compares their answers.
   *
   * @param clones running environments that were restored from one snapshot; two or more
   * @param events the events, usually JSON
   * @return what is repeated, by place; empty if all is well
   * @throws IllegalStateException if an invocation fails
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public static List<Repeat> compare(List<Environment> clones, List<byte[]> events)
      throws InterruptedException {
    List<byte[]> sent = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      sent.addAll(events);
    }
    Instant restoredAt = Instant.MAX;
    for (Environment clone : clones) {
      Instant each = clone.restoredAt();
      restoredAt = each == null || each.isAfter(restoredAt) ? restoredAt : each;
    }
    CloneCheck check = new CloneCheck(restoredAt, sent);
    for (Environment clone : clones) {
      List<byte[]> answers = new ArrayList<>();
      for (byte[] event : sent) {
        InvocationResult result = clone.invoke(event);
        if (result.functionError() != null) {
          throw new IllegalStateException(
              "an invocation failed: " + result.text().strip() + " [EMULATOR_INVOCATION_FAILED]");
        }
        answers.add(result.payload());
      }
      check.add(answers);
    }
    return check.repeats();
  }

  /**
   * A check without clones yet.
   *
   * @param restoredAt when the first clone was restored, by the clock of the clones
   * @param events the events in the order in which every clone gets them
   */
  CloneCheck(Instant restoredAt, List<byte[]> events) {
    this.restoredAt = restoredAt;
    this.events = events.stream().map(CloneCheck::leaves).toList();
  }

  /** The answers of one more clone, one for each event. */
  void add(List<byte[]> answers) {
    clones.add(answers.stream().map(CloneCheck::leaves).toList());
  }

  /** What they repeat, by place. */
  List<Repeat> repeats() {
    Set<String> paths = new TreeSet<>();
    clones.forEach(answers -> answers.forEach(answer -> paths.addAll(answer.keySet())));
    List<Repeat> repeats = new ArrayList<>();
    for (String path : paths) {
      Repeat repeat = repeatAt(path);
      if (repeat != null) {
        repeats.add(repeat);
      }
    }
    return repeats;
  }

  private @Nullable Repeat repeatAt(String path) {
    Map<List<String>, Set<Integer>> byValues = new LinkedHashMap<>();
    for (int clone = 0; clone < clones.size(); clone++) {
      List<String> values = new ArrayList<>();
      for (Map<String, String> answer : clones.get(clone)) {
        values.add(answer.getOrDefault(path, ""));
      }
      byValues.computeIfAbsent(values, none -> new TreeSet<>()).add(clone + 1);
    }
    for (Map.Entry<List<String>, Set<Integer>> same : byValues.entrySet()) {
      Kind kind = same.getValue().size() > 1 ? kind(path, same.getKey()) : null;
      if (kind != null) {
        return new Repeat(path, kind, same.getKey().get(0), same.getValue());
      }
    }
    return null;
  }

  /** What is wrong with these values, if several clones have them; null if nothing is. */
  private @Nullable Kind kind(String path, List<String> values) {
    for (int i = 1; i < values.size(); i++) {
      for (int before = 0; before < i; before++) {
        boolean sameEvent = events.get(before).equals(events.get(i));
        if (sameEvent && !values.get(before).equals(values.get(i))) {
          return Kind.SEQUENCE;
        }
      }
    }
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      Kind kind = events.get(i).containsValue(value) ? null : kind(path, value);
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  /** What a value is that stays the same; null if it may. */
  private @Nullable Kind kind(String path, String value) {
    Instant moment = moment(value);
    if (moment != null) {
      return endOfUnit(moment).isAfter(restoredAt) ? null : Kind.TIME;
    }
    if (UNIQUE.matcher(value).matches()) {
      return Kind.ID;
    }
    if (LOG_STREAM.matcher(value).matches()) {
      return Kind.LOG_STREAM;
    }
    boolean isPort = PORT_PATH.matcher(path).matches() && CHOSEN_PORT.matcher(value).matches();
    return isPort ? Kind.PORT : null;
  }

  private static @Nullable Instant moment(String value) {
    if (MILLIS.matcher(value).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(value));
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A moment that is told in whole seconds, hours or days may be any moment of that. */
  private static Instant endOfUnit(Instant moment) {
    for (ChronoUnit unit :
        List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)) {
      if (moment.truncatedTo(unit).equals(moment)) {
        return moment.plus(1, unit);
      }
    }
    return moment;
  }

  /** All values that are no objects and no lists, by their paths. */
  private static Map<String, String> leaves(byte[] json) {
    Map<String, String> leaves = new LinkedHashMap<>();
    parse("$", new String(json, StandardCharsets.UTF_8), leaves);
    return leaves;
  }

  /** A text that is no JSON is one value. */
  private static void parse(String path, String text, Map<String, String> leaves) {
    Object value;
    try {
      value = JSON.std.anyFrom(text);
    } catch (IOException e) {
      leaves.put(path, text);
      return;
    }
    collect(path, value, leaves);
  }

  private static void collect(String path, @Nullable Object value, Map<String, String> leaves) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> collect(path + "." + key, each, leaves));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(path + "[" + i + "]", list.get(i), leaves);
      }
    } else if (value instanceof String text && path.equals("$.body") && text.startsWith("{")) {
      parse(path, text, leaves);
    } else {
      leaves.put(path, String.valueOf(value));
    }
  }
}
