package dev.snapstart.audit;

import dev.snapstart.audit.HeapType.Slot;
import dev.snapstart.audit.HeapType.StaticField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in the fields of an application, and those that it holds in boxes. */
final class FieldValues {

  private static final int INT = 10;
  private static final int LONG = 11;

  /** No smaller number is unique by chance. */
  private static final long LEAST_UNIQUE = 1L << 40;

  private static final Pattern COUNTER =
      Pattern.compile(".*(id|ids|seq|sequence|serial|nonce|number|numbers)");

  private static final Set<String> COUNTERS =
      Set.of("java.util.concurrent.atomic.AtomicLong", "java.util.concurrent.atomic.AtomicInteger");

  private final Heap heap;
  private final Circumstances at;
  private final Consumer<Candidate> found;
  private final List<Box> boxes = new ArrayList<>();

  /** A box whose owner is not known yet. */
  private record Box(int object, long value, boolean isCounter, @Nullable Kind kind) {}

  FieldValues(Heap heap, Circumstances at, Consumer<Candidate> found) {
    this.heap = heap;
    this.at = at;
    this.found = found;
  }

  static boolean isBox(HeapType type) {
    return type.name().equals("java.lang.Long") || COUNTERS.contains(type.name());
  }

  /** Looks at the static fields of an application's class. */
  void ofClass(int object) {
    for (StaticField field : heap.ofClass(object).statics()) {
      if (field.type() == LONG || field.type() == INT) {
        number(object, field.name(), field.bits());
      }
    }
  }

  /** Looks at an object of the application, or at a box. */
  void ofInstance(Instance instance) {
    HeapType type = instance.type();
    if (type.isApplication()) {
      for (Slot slot : type.slots()) {
        boolean isNumber = slot.type() == LONG || slot.type() == INT;
        if (isNumber && slot.declaredBy().isApplication()) {
          number(instance.object(), slot.name(), instance.number(slot));
        }
      }
    } else {
      long value = instance.number("value");
      boolean isCounter = COUNTERS.contains(type.name());
      Kind kind = kind(value, "");
      if (isCounter || kind != null) {
        boxes.add(new Box(instance.object(), value, isCounter, kind));
      }
    }
  }

  /** Finds the boxes that an application holds. */
  void ownedBy(Owners owners) {
    for (Box box : boxes) {
      if (!owners.isPlain(box.object())) {
        continue;
      }
      List<Integer> chain = owners.chain(box.object());
      String field = chain.size() == 2 ? Edges.name(heap, chain.get(0), box.object()) : "";
      String value = Long.toString(box.value());
      if (box.isCounter() && COUNTER.matcher(field.toLowerCase(Locale.ROOT)).matches()) {
        found.accept(new Candidate(Kind.ID_GENERATOR, box.object(), null, value, "at " + value));
      } else if (box.kind() != null) {
        found.accept(new Candidate(box.kind(), box.object(), null, value, value));
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
}
