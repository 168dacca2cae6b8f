package dev.snapstart.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shark.GcRoot;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.ClassDumpRecord;
import shark.HprofRecordReader;
import shark.HprofRecordTag;
import shark.ValueHolder;

/** The first pass over a heap dump: which classes, objects and roots there are. */
final class HeapReader {

  /** What comes after it differs in every JVM. */
  private static final String LAMBDA = "$$Lambda";

  private static final Set<HprofRecordTag> TAGS = tags();

  private final ObjectTable objects = new ObjectTable();
  private final Map<Long, String> strings = new HashMap<>();
  private final Map<Long, String> classNames = new HashMap<>();
  private final List<HeapType> types = new ArrayList<>();
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final List<Root> roots = new ArrayList<>();
  private final Map<Long, Integer> threadSerials = new HashMap<>();

  /**
   * A root of the collector other than a class.
   *
   * @param id of the object
   * @param thread the number of the thread that has it on its stack; 0 if none has
   */
  record Root(long id, int thread) {}

  /** Reads the classes, objects and roots of a dump. */
  static Heap read(DumpRecords records) throws IOException {
    HeapReader reader = new HeapReader();
    records.stream(TAGS, reader::take);
    reader.objects.index();
    Map<Long, HeapType> byId = new HashMap<>();
    reader.types.forEach(type -> byId.put(type.id(), type));
    reader.types.forEach(type -> type.layOut(byId));
    reader.resolveTypes();
    return new Heap(records, reader.objects, reader.types, reader.roots, reader.threadSerials);
  }

  private void take(HprofRecordTag tag, long length, HprofRecordReader record) {
    switch (tag) {
      case STRING_IN_UTF8 -> {
        long id = record.readId();
        strings.put(id, record.readUtf8(length - Long.BYTES));
      }
      case LOAD_CLASS -> {
        record.readInt();
        long id = record.readId();
        record.readInt();
        classNames.put(id, className(strings.getOrDefault(record.readId(), "?")));
      }
      case CLASS_DUMP -> takeClass(record);
      case INSTANCE_DUMP -> takeInstance(record);
      case OBJECT_ARRAY_DUMP -> takeObjectArray(record);
      case PRIMITIVE_ARRAY_DUMP -> takePrimitiveArray(record);
      default -> takeRoot(tag, record);
    }
  }

  private void takeRoot(HprofRecordTag tag, HprofRecordReader record) {
    switch (tag) {
      case ROOT_THREAD_OBJECT -> {
        GcRoot.ThreadObject root = record.readThreadObjectGcRootRecord();
        threadSerials.put(root.getId(), root.getThreadSerialNumber());
        roots.add(new Root(root.getId(), 0));
      }
      case ROOT_JAVA_FRAME -> {
        GcRoot.JavaFrame root = record.readJavaFrameGcRootRecord();
        roots.add(new Root(root.getId(), root.getThreadSerialNumber()));
      }
      case ROOT_JNI_LOCAL -> {
        GcRoot.JniLocal root = record.readJniLocalGcRootRecord();
        roots.add(new Root(root.getId(), root.getThreadSerialNumber()));
      }
      case ROOT_JNI_GLOBAL -> roots.add(new Root(record.readJniGlobalGcRootRecord().getId(), 0));
      case ROOT_MONITOR_USED ->
          roots.add(new Root(record.readMonitorUsedGcRootRecord().getId(), 0));
      case ROOT_UNKNOWN -> roots.add(new Root(record.readUnknownGcRootRecord().getId(), 0));
      default -> throw new IllegalStateException("a record that was not asked for: " + tag);
    }
  }

  private void takeClass(HprofRecordReader record) {
    long position = record.getBytesRead();
    ClassDumpRecord dumped = record.readClassDumpRecord();
    List<HeapType.Field> fields = new ArrayList<>();
    dumped
        .getFields()
        .forEach(
            each -> fields.add(new HeapType.Field(string(each.getNameStringId()), each.getType())));
    List<HeapType.StaticField> statics = new ArrayList<>();
    dumped
        .getStaticFields()
        .forEach(each ->
            statics.add(
                new HeapType.StaticField(
                    string(each.getNameStringId()), each.getType(), bits(each.getValue()))));
    HeapType.Links links =
        new HeapType.Links(
            dumped.getSuperclassId(), dumped.getClassLoaderId(), dumped.getProtectionDomainId());
    String name = classNames.getOrDefault(dumped.getId(), "?");
    int number = types.size();
    types.add(new HeapType(name, dumped.getId(), links, fields, statics));
    numbers.put(dumped.getId(), number);
    objects.add(dumped.getId(), Heap.CLASS_OBJECT + number, position, 0);
  }

  private void takeInstance(HprofRecordReader record) {
    long position = record.getBytesRead();
    long id = record.readId();
    record.readInt();
    int type = number(record.readId());
    objects.add(id, type, position, 0);
    record.skip(record.readInt());
  }

  private void takeObjectArray(HprofRecordReader record) {
    long position = record.getBytesRead();
    long id = record.readId();
    record.readInt();
    int length = record.readInt();
    int type = number(record.readId());
    objects.add(id, type, position, HeapType.arrayBytes(HeapType.REFERENCE, length));
    record.skip((long) length * Long.BYTES);
  }

  private void takePrimitiveArray(HprofRecordReader record) {
    long position = record.getBytesRead();
    long id = record.readId();
    record.readInt();
    int length = record.readInt();
    int type = record.readUnsignedByte();
    objects.add(id, -type, position, HeapType.arrayBytes(type, length));
    record.skip((long) length * HeapType.recordBytes(type));
  }

  /** The number of a class; a class that comes later in the file gets one when it comes. */
  private int number(long classId) {
    Integer known = numbers.get(classId);
    if (known != null) {
      return known;
    }
    return later.computeIfAbsent(
        classId,
        id -> {
          laterIds.add(id);
          return Heap.LATER + laterIds.size() - 1;
        });
  }

  private final Map<Long, Integer> later = new HashMap<>();
  private final List<Long> laterIds = new ArrayList<>();

  private void resolveTypes() {
    for (int object = 0; object < objects.size(); object++) {
      int type = objects.type(object);
      if (type >= Heap.LATER) {
        Integer number = numbers.get(laterIds.get(type - Heap.LATER));
        type = number == null ? 0 : number;
        objects.setType(object, type);
      }
      if (type >= 0 && objects.bytes(object) == 0) {
        objects.setBytes(object, types.get(type).heapBytes());
      }
    }
  }

  private String string(long id) {
    return strings.getOrDefault(id, "?");
  }

  /** {@code java.lang.Object[]} of {@code [Ljava/lang/Object;}. */
  private static String className(String internal) {
    int dimensions = internal.lastIndexOf('[') + 1;
    String element = internal.substring(dimensions).replace('/', '.');
    if (dimensions > 0) {
      element =
          switch (element.charAt(0)) {
            case 'L' -> element.substring(1, element.length() - 1);
            case 'Z' -> "boolean";
            case 'C' -> "char";
            case 'F' -> "float";
            case 'D' -> "double";
            case 'B' -> "byte";
            case 'S' -> "short";
            case 'I' -> "int";
            default -> "long";
          };
    }
    int hidden = element.indexOf(LAMBDA);
    String name = hidden < 0 ? element : element.substring(0, hidden + LAMBDA.length());
    return name + "[]".repeat(dimensions);
  }

  private static long bits(ValueHolder value) {
    if (value instanceof ValueHolder.ReferenceHolder reference) {
      return reference.getValue();
    } else if (value instanceof ValueHolder.LongHolder number) {
      return number.getValue();
    } else if (value instanceof ValueHolder.IntHolder number) {
      return number.getValue();
    } else if (value instanceof ValueHolder.BooleanHolder truth) {
      return truth.getValue() ? 1 : 0;
    }
    return 0;
  }

  private static Set<HprofRecordTag> tags() {
    return EnumSet.of(
        HprofRecordTag.STRING_IN_UTF8,
        HprofRecordTag.LOAD_CLASS,
        HprofRecordTag.CLASS_DUMP,
        HprofRecordTag.INSTANCE_DUMP,
        HprofRecordTag.OBJECT_ARRAY_DUMP,
        HprofRecordTag.PRIMITIVE_ARRAY_DUMP,
        HprofRecordTag.ROOT_THREAD_OBJECT,
        HprofRecordTag.ROOT_JAVA_FRAME,
        HprofRecordTag.ROOT_JNI_LOCAL,
        HprofRecordTag.ROOT_JNI_GLOBAL,
        HprofRecordTag.ROOT_MONITOR_USED,
        HprofRecordTag.ROOT_UNKNOWN);
  }
}
