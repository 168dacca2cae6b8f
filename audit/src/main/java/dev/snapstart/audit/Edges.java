package dev.snapstart.audit;

import dev.snapstart.audit.HeapType.Slot;
import dev.snapstart.audit.HeapType.StaticField;

/** By what name one object refers to another. */
final class Edges {

  /** In longer arrays nobody looks for the index. */
  private static final int MOST_ELEMENTS = 4096;

  private Edges() {}

  /** A field of the object or class, or {@code [3]}; "?" if there is none. */
  static String name(Heap heap, int from, int to) {
    if (heap.isClass(from)) {
      for (StaticField field : heap.ofClass(from).statics()) {
        if (field.type() == HeapType.REFERENCE && heap.find(field.bits()) == to) {
          return field.name();
        }
      }
      return "?";
    }
    HeapType type = heap.typeOf(from);
    if (type != null && type.isArray()) {
      if (heap.arrayLength(from) > MOST_ELEMENTS) {
        return "[...]";
      }
      int[] elements = heap.elements(from);
      for (int i = 0; i < elements.length; i++) {
        if (elements[i] == to) {
          return "[" + i + "]";
        }
      }
      return "[?]";
    }
    Instance instance = heap.instance(from);
    if (instance != null) {
      for (Slot slot : instance.type().references()) {
        if (heap.find(instance.number(slot)) == to) {
          return slot.name();
        }
      }
    }
    return "?";
  }
}
