package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class of a heap dump, with the layout of its objects. */
final class HeapType {

  /** What hprof calls a reference among the types of fields. */
  static final int REFERENCE = 2;

  private static final int OBJECT_HEADER = 12;
  private static final int ALIGNMENT = 8;

  private final String name;
  private final long id;
  private final Links links;
  private final List<Field> declared;
  private final List<StaticField> statics;
  private final Map<String, Slot> slots = new HashMap<>();
  private final List<Slot> references = new ArrayList<>();
  private @Nullable HeapType parent;
  private Origin origin = Origin.JDK;
  private int heapBytes;
  private int recordLength;
  private boolean laidOut;

  /** Ids of other objects that belong to a class; 0 if there is none. */
  record Links(long parent, long loader, long domain) {}

  /** A field of objects. */
  record Field(String name, int type) {}

  /** A field of the class itself, its value as 64 bits. */
  record StaticField(String name, int type, long bits) {}

  /** Where a field is in an object's record. */
  record Slot(String name, int type, int offset, HeapType declaredBy) {}

  HeapType(String name, long id, Links links, List<Field> declared, List<StaticField> statics) {
    this.name = name;
    this.id = id;
    this.links = links;
    this.declared = declared;
    this.statics = statics;
  }

  /** As in source code, with the name of a hidden class cut before what differs in every JVM. */
  String name() {
    return name;
  }

  long id() {
    return id;
  }

  Links links() {
    return links;
  }

  List<StaticField> statics() {
    return statics;
  }

  @Nullable HeapType parent() {
    return parent;
  }

  Origin origin() {
    return origin;
  }

  void setOrigin(Origin whose) {
    origin = whose;
  }

  boolean isApplication() {
    return origin == Origin.APPLICATION;
  }

  boolean isArray() {
    return name.endsWith("[]");
  }

  /** Whether the JVM has made it for a lambda. */
  boolean isLambda() {
    return name.endsWith("$$Lambda");
  }

  /** The fields of its objects that refer to others, in the order of an object's record. */
  List<Slot> references() {
    return references;
  }

  /** All fields of its objects. */
  Iterable<Slot> slots() {
    return slots.values();
  }

  @Nullable Slot slot(String field) {
    return slots.get(field);
  }

  /** About how many bytes an object takes in the heap, with compressed references. */
  int heapBytes() {
    return heapBytes;
  }

  /** How many bytes the values of an object take in a dump. */
  int recordLength() {
    return recordLength;
  }

  /** Whether it is the named class or a subclass of it. */
  boolean isA(String ancestor) {
    for (HeapType type = this; type != null; type = type.parent) {
      if (type.name.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /** The name without the package. */
  String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Finds the superclass and where the fields are: those of the class first, then its parents'. */
  void layOut(Map<Long, HeapType> types) {
    if (laidOut) {
      return;
    }
    laidOut = true;
    parent = types.get(links.parent());
    if (parent != null) {
      parent.layOut(types);
    }
    int offset = 0;
    int bytes = OBJECT_HEADER;
    for (HeapType type = this; type != null; type = type.parent) {
      for (Field field : type.declared) {
        Slot slot = new Slot(field.name(), field.type(), offset, type);
        slots.putIfAbsent(field.name(), slot);
        if (field.type() == REFERENCE) {
          references.add(slot);
        }
        offset += recordBytes(field.type());
        bytes += field.type() == REFERENCE ? Integer.BYTES : recordBytes(field.type());
      }
    }
    heapBytes = aligned(bytes);
    recordLength = offset;
  }

  /** How many bytes a value takes in a dump whose ids have eight. */
  static int recordBytes(int type) {
    return switch (type) {
      case REFERENCE, 7, 11 -> Long.BYTES;
      case 4, 8 -> 1;
      case 5, 9 -> Short.BYTES;
      default -> Integer.BYTES;
    };
  }

  /** About how many bytes an array takes in the heap. */
  static int arrayBytes(int type, int length) {
    int element = type == REFERENCE ? Integer.BYTES : recordBytes(type);
    long bytes = OBJECT_HEADER + Integer.BYTES + (long) element * length;
    return (int) Math.min(Integer.MAX_VALUE - ALIGNMENT, aligned(bytes));
  }

  private static int aligned(int bytes) {
    return (int) aligned((long) bytes);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
