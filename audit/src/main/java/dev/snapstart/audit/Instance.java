package dev.snapstart.audit;

import dev.snapstart.audit.HeapType.Slot;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An object of a heap dump with the values of its fields. */
record Instance(Heap heap, int object, HeapType type, ByteBuffer values) {

  boolean has(String field) {
    return type.slot(field) != null;
  }

  /** The object that a field refers to; -1 for null, or if there is no such field. */
  int reference(String field) {
    Slot slot = type.slot(field);
    return slot == null || slot.type() != HeapType.REFERENCE
        ? -1
        : heap.find(values.getLong(slot.offset()));
  }

  /** The object that a chain of fields leads to; null where one of them is null. */
  @Nullable Instance follow(String... fields) {
    Instance at = this;
    for (String field : fields) {
      at = heap.instance(at.reference(field));
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** The text of a field; null if it has none. */
  @Nullable String text(String field) {
    int value = reference(field);
    return value < 0 ? null : heap.string(value);
  }

  /** The number of a field; 0 if there is no such field. */
  long number(String field) {
    Slot slot = type.slot(field);
    return slot == null ? 0 : number(slot);
  }

  long number(Slot slot) {
    int at = slot.offset();
    return switch (slot.type()) {
      case 4, 8 -> values.get(at);
      case 5, 9 -> values.getShort(at);
      case 10, 6 -> values.getInt(at);
      default -> values.getLong(at);
    };
  }

  boolean is(String field) {
    return number(field) != 0;
  }
}
