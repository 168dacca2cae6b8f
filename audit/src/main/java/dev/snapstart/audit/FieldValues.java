package dev.snapstart.audit;

import dev.snapstart.audit.HeapType.Slot;
import dev.snapstart.audit.HeapType.StaticField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an application has as plain values: numbers in its fields, texts and bytes that it holds
 * itself or in collections.
 */
final class FieldValues {

  private static final int INT = 10;
  private static final int LONG = 11;

  /** No smaller number is unique by chance. */
  private static final long LEAST_UNIQUE = 1L << 40;

  private static final int LEAST_RANDOM_BYTES = 8;
  private static final int MOST_RANDOM_BYTES = 512;

  private static final Pattern UNIQUE =
      Pattern.compile(
          ".*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}.*"
              + "|.*\\b(?=[a-fA-F]*\\d)[0-9a-fA-F]{16,}\\b.*"
              + "|[0-9A-HJKMNP-TV-Z]{26}");

  private static final Pattern COUNTER =
      Pattern.compile(".*(id|ids|seq|sequence|serial|nonce|number|numbers)");

  private static final List<String> COUNTERS =
      List.of(
          "java.util.concurrent.atomic.AtomicLong", "java.util.concurrent.atomic.AtomicInteger");

  /** Objects of the JDK that only hold others. */
  private static final Pattern CONTAINER =
      Pattern.compile(
          "(java\\.util\\.(Array|Linked|Hash|Tree|Identity|Weak|Enum|Immutable|Collections\\$|Optional"
              + "|Vector|Stack|Priority|concurrent\\.atomic|concurrent\\.Concurrent"
              + "|concurrent\\.CopyOnWrite|concurrent\\.Linked|concurrent\\.Array)"
              + "|java\\.lang\\.(Object|String|Long|Integer)\\[]|java\\.lang\\.ref\\.Soft"
              + "|java\\.nio\\.Heap|javax\\.crypto\\.spec|java\\.util\\.UUID\\[]|byte\\[]\\[]).*");

  private final Heap heap;
  private final Owners owners;
  private final Circumstances at;
  private final Consumer<Candidate> found;

  FieldValues(Heap heap, Owners owners, Circumstances at, Consumer<Candidate> found) {
    this.heap = heap;
    this.owners = owners;
    this.at = at;
    this.found = found;
  }

  /** The numbers in the fields of an application's class. */
  void ofClass(int object) {
    for (StaticField field : heap.ofClass(object).statics()) {
      if (field.type() == LONG || field.type() == INT) {
        number(object, field.name(), field.bits());
      }
    }
  }

  /** The numbers in the fields of an application's object. */
  void ofInstance(int object, HeapType type) {
    Instance instance = null;
    for (Slot slot : type.slots()) {
      boolean isNumber = slot.type() == LONG || slot.type() == INT;
      if (isNumber && slot.declaredBy().isApplication()) {
        instance = instance == null ? heap.instance(object) : instance;
        if (instance != null) {
          number(object, slot.name(), instance.number(slot));
        }
      }
    }
  }

  /** A number, a text or bytes that an application holds. */
  void ofValue(int object, String type) {
    List<Integer> chain = owners.chain(object);
    if (!isPlain(chain)) {
      return;
    }
    switch (type) {
      case "java.lang.String" -> text(object);
      case "byte[]" -> bytes(object);
      default -> boxed(object, type, chain);
    }
  }

  private void boxed(int object, String type, List<Integer> chain) {
    Instance box = heap.instance(object);
    if (box == null) {
      return;
    }
    long value = box.number("value");
    String holder = chain.size() == 2 ? fieldName(chain.get(0), object) : "";
    if (COUNTERS.contains(type) && COUNTER.matcher(holder.toLowerCase(Locale.ROOT)).matches()) {
      found.accept(new Candidate(Kind.ID_GENERATOR, object, null, "" + value, "at " + value));
    } else {
      Kind kind = kind(value, holder);
      if (kind != null) {
        found.accept(Candidate.of(kind, box, Long.toString(value)));
      }
    }
  }

  private void number(int object, String field, long value) {
    Kind kind = kind(value, field);
    if (kind != null) {
      String text = Long.toString(value);
      found.accept(new Candidate(kind, object, field, text, text));
    }
  }

  private @Nullable Kind kind(long value, String field) {
    if (at.isEpoch(value)) {
      return Kind.EPOCH_NUMBER;
    } else if (at.isNanoTime(value)) {
      return Kind.NANO_TIME;
    } else if (value == at.pid() && field.toLowerCase(Locale.ROOT).contains("pid")) {
      return Kind.PROCESS_ID;
    }
    boolean isLarge = value > LEAST_UNIQUE || value < -LEAST_UNIQUE;
    return isLarge && value != Long.MAX_VALUE && value != Long.MIN_VALUE
        ? Kind.UNIQUE_NUMBER
        : null;
  }

  private void text(int object) {
    String text = heap.string(object);
    if (text == null || text.length() > MOST_RANDOM_BYTES || text.length() < 2) {
      return;
    }
    Kind kind = kind(text);
    if (kind == Kind.SECRET_VARIABLE) {
      found.accept(Candidate.hidden(kind, object, text.getBytes(StandardCharsets.UTF_8)));
    } else if (kind != null) {
      found.accept(new Candidate(kind, object, null, text, text));
    }
  }

  private @Nullable Kind kind(String text) {
    if (at.secrets().contains(text)) {
      return Kind.SECRET_VARIABLE;
    } else if (text.equals(at.hostName())) {
      return Kind.HOST_NAME;
    } else if (text.equals(Long.toString(at.pid())) || text.startsWith(at.pid() + "@")) {
      return Kind.PROCESS_ID;
    } else if (text.startsWith(at.temporary() + "/")) {
      return Kind.TEMP_PATH;
    } else if (isMoment(text)) {
      return Kind.INSTANT;
    }
    return UNIQUE.matcher(text).matches() ? Kind.ID_TEXT : null;
  }

  private boolean isMoment(String text) {
    if (!Character.isDigit(text.charAt(0)) || !text.contains("T")) {
      return false;
    }
    try {
      return at.isNow(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void bytes(int object) {
    int length = heap.arrayLength(object);
    if (length >= LEAST_RANDOM_BYTES && length <= MOST_RANDOM_BYTES) {
      found.accept(Candidate.hidden(Kind.RANDOM_BYTES, object, heap.byteArray(object)));
    }
  }

  private boolean isPlain(List<Integer> chain) {
    return chain.stream()
        .skip(1)
        .limit(Math.max(0, chain.size() - 2))
        .allMatch(each -> CONTAINER.matcher(heap.typeName(each)).matches());
  }

  private String fieldName(int holder, int object) {
    return Edges.name(heap, holder, object);
  }
}
