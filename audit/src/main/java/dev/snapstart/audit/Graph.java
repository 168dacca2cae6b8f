package dev.snapstart.audit;

import dev.snapstart.audit.HeapType.Slot;
import dev.snapstart.audit.HeapType.StaticField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import shark.HprofRecordReader;
import shark.HprofRecordTag;

/**
 * Which object of a heap refers to which: the second pass over a dump. References that do not keep
 * their object alive are left out.
 */
final class Graph {

  /**
   * Set in an edge from an object of the application that its class has inherited from elsewhere,
   * and from a class to what the JVM keeps for it, such as the literals of its code.
   */
  static final int INHERITED = Integer.MIN_VALUE;

  /** No text that anybody looks for is longer. */
  private static final int MAX_TEXT_BYTES = 1 << 16;

  private static final String REFERENCE = "java.lang.ref.Reference";
  private static final Set<String> OF_THE_COLLECTOR = Set.of("next", "discovered", "queue");

  private final Heap heap;
  private final ContentVisitor visitor;
  private final int[] begins;
  private final IntColumn targets = new IntColumn();
  private int object;

  /**
   * Reads the references of all objects.
   *
   * @param visitor sees the objects meanwhile
   */
  static Graph read(Heap heap, ContentVisitor visitor) throws IOException {
    Graph graph = new Graph(heap, visitor);
    heap.records().stream(
        EnumSet.of(
            HprofRecordTag.CLASS_DUMP,
            HprofRecordTag.INSTANCE_DUMP,
            HprofRecordTag.OBJECT_ARRAY_DUMP,
            HprofRecordTag.PRIMITIVE_ARRAY_DUMP),
        (tag, length, record) -> graph.take(tag, record));
    graph.begins[graph.object] = graph.targets.size();
    return graph;
  }

  private Graph(Heap heap, ContentVisitor visitor) {
    this.heap = heap;
    this.visitor = visitor;
    this.begins = new int[heap.size() + 1];
  }

  Heap heap() {
    return heap;
  }

  int size() {
    return heap.size();
  }

  int begin(int from) {
    return begins[from];
  }

  int end(int from) {
    return begins[from + 1];
  }

  /** Where an edge leads, whatever is set in it. */
  int target(int edge) {
    return targets.get(edge) & ~INHERITED;
  }

  boolean isInherited(int edge) {
    return targets.get(edge) < 0;
  }

  private void take(HprofRecordTag tag, HprofRecordReader record) {
    begins[object] = targets.size();
    switch (tag) {
      case CLASS_DUMP -> takeClass(record);
      case INSTANCE_DUMP -> takeInstance(record);
      case OBJECT_ARRAY_DUMP -> takeArray(record);
      default -> takePrimitives(record);
    }
    object++;
  }

  private void takeClass(HprofRecordReader record) {
    record.skipClassDumpRecord();
    for (StaticField each : heap.ofClass(object).statics()) {
      if (each.type() == HeapType.REFERENCE) {
        add(each.bits(), each.name().startsWith("<") ? INHERITED : 0);
      }
    }
  }

  private void takeInstance(HprofRecordReader record) {
    record.skip(Long.BYTES + Integer.BYTES + Long.BYTES);
    int length = record.readInt();
    HeapType type = heap.typeOf(object);
    boolean isWanted = type != null && visitor.wants(type);
    if (type == null || (type.references().isEmpty() && !isWanted)) {
      record.skip(length);
      return;
    }
    ByteBuffer values = ByteBuffer.wrap(record.readByteArray(length));
    if (isWanted) {
      visitor.instance(new Instance(heap, object, type, values));
    }
    boolean isWeak = isWeak(type);
    for (Slot slot : type.references()) {
      long id = values.getLong(slot.offset());
      if (id != 0 && !(isWeak && isUnseen(type, slot))) {
        add(id, type.isApplication() && isForeign(slot.declaredBy()) ? INHERITED : 0);
      }
    }
  }

  private void takeArray(HprofRecordReader record) {
    record.skip(Long.BYTES + Integer.BYTES);
    int length = record.readInt();
    record.skip(Long.BYTES);
    for (int i = 0; i < length; i++) {
      add(record.readId(), 0);
    }
  }

  private void takePrimitives(HprofRecordReader record) {
    record.skip(Long.BYTES + Integer.BYTES);
    int length = record.readInt();
    int type = record.readUnsignedByte();
    if (type == Heap.BYTE_TYPE && length <= MAX_TEXT_BYTES && length > 0) {
      visitor.bytes(record.readByteArray(length), object);
    } else {
      record.skip((long) length * HeapType.recordBytes(type));
    }
  }

  private void add(long id, int mark) {
    int target = heap.find(id);
    if (target >= 0) {
      targets.add(target | mark);
    }
  }

  /** What an object has as a list or a map is its own; what it has as a thread or a bean is not. */
  private static boolean isForeign(HeapType declaredBy) {
    return switch (declaredBy.origin()) {
      case APPLICATION -> false;
      case JDK -> declaredBy.name().startsWith("java.lang.");
      default -> true;
    };
  }

  private static boolean isWeak(HeapType type) {
    return type.isA(REFERENCE);
  }

  private static boolean isUnseen(HeapType type, Slot slot) {
    boolean isReferent = slot.name().equals("referent") && !type.isA("java.lang.ref.SoftReference");
    return slot.declaredBy().name().equals(REFERENCE)
        && (isReferent || OF_THE_COLLECTOR.contains(slot.name()));
  }
}
