package dev.snapstart.audit;

import dev.snapstart.audit.HeapReader.Root;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A heap dump: its objects by number, what is in them, and of which class they are. Values stay in
 * the file and are read one by one. For one thread.
 */
final class Heap implements AutoCloseable {

  /** The types of class objects are this plus the number of the class. */
  static final int CLASS_OBJECT = Integer.MIN_VALUE;

  /** While a dump is read: types from here on are of classes that have not come yet. */
  static final int LATER = 1 << 30;

  static final int BYTE_TYPE = 8;

  private static final String STRING = "java.lang.String";
  private static final int LAST_PRIMITIVE = -16;
  private static final int RECORD_HEADER = 24;

  private final DumpRecords records;
  private final ObjectTable objects;
  private final List<HeapType> types;
  private final List<Root> roots;
  private final Map<Integer, Integer> threads = new HashMap<>();
  private final Map<String, HeapType> byName = new HashMap<>();

  Heap(
      DumpRecords records,
      ObjectTable objects,
      List<HeapType> types,
      List<Root> roots,
      Map<Long, Integer> threadSerials) {
    this.records = records;
    this.objects = objects;
    this.types = types;
    this.roots = roots;
    threadSerials.forEach((id, serial) -> threads.put(serial, objects.find(id)));
    types.forEach(type -> byName.putIfAbsent(type.name(), type));
  }

  /** Reads a dump's classes and objects. */
  static Heap open(Path file, LongConsumer progress) throws IOException {
    return HeapReader.read(new DumpRecords(file, progress));
  }

  DumpRecords records() {
    return records;
  }

  int size() {
    return objects.size();
  }

  List<HeapType> types() {
    return types;
  }

  List<Root> roots() {
    return roots;
  }

  /** The class of that name that came first; null if there is none. */
  @Nullable HeapType type(String name) {
    return byName.get(name);
  }

  int find(long id) {
    return objects.find(id);
  }

  int bytes(int object) {
    return objects.bytes(object);
  }

  /** The thread object of a serial number; -1 if it is not there. */
  int thread(int serial) {
    return threads.getOrDefault(serial, -1);
  }

  /** The objects of all threads that run. */
  List<Integer> liveThreads() {
    return threads.values().stream().filter(object -> object >= 0).sorted().toList();
  }

  boolean isClass(int object) {
    return objects.type(object) < LAST_PRIMITIVE;
  }

  boolean isPrimitiveArray(int object) {
    int type = objects.type(object);
    return type < 0 && type > LAST_PRIMITIVE;
  }

  /** The class that a class object is. */
  HeapType ofClass(int object) {
    return types.get(objects.type(object) - CLASS_OBJECT);
  }

  /** The class of an instance or of an array of objects; null for others. */
  @Nullable HeapType typeOf(int object) {
    int type = objects.type(object);
    return type >= 0 ? types.get(type) : null;
  }

  /** Whose an object is by its class. */
  Origin origin(int object) {
    HeapType type = isClass(object) ? ofClass(object) : typeOf(object);
    return type == null ? Origin.JDK : type.origin();
  }

  /** The name of an object's class, {@code byte[]} too. */
  String typeName(int object) {
    HeapType type = typeOf(object);
    if (type != null) {
      return type.name();
    }
    if (isClass(object)) {
      return "java.lang.Class";
    }
    return switch (-objects.type(object)) {
      case 4 -> "boolean[]";
      case 5 -> "char[]";
      case 6 -> "float[]";
      case 7 -> "double[]";
      case BYTE_TYPE -> "byte[]";
      case 9 -> "short[]";
      case 10 -> "int[]";
      default -> "long[]";
    };
  }

  /** An instance with its fields; null if the number is of none. */
  @Nullable Instance instance(int object) {
    HeapType type = object < 0 ? null : typeOf(object);
    if (type == null || type.isArray()) {
      return null;
    }
    long position = objects.position(object);
    int length = type.recordLength();
    byte[] values =
        length == 0
            ? new byte[0]
            : records.read(
                position + RECORD_HEADER, length, record -> record.readByteArray(length));
    return new Instance(this, object, type, ByteBuffer.wrap(values));
  }

  /** The elements of an array of objects; -1 for null. */
  int[] elements(int object) {
    long position = objects.position(object);
    int length = records.read(position + 12, Integer.BYTES, record -> record.readInt());
    int[] elements = new int[length];
    if (length > 0) {
      long[] ids =
          records.read(
              position + RECORD_HEADER, (long) length * Long.BYTES, r -> r.readIdArray(length));
      for (int i = 0; i < length; i++) {
        elements[i] = objects.find(ids[i]);
      }
    }
    return elements;
  }

  /** What a {@code byte[]} holds; empty for anything else. */
  byte[] byteArray(int object) {
    if (object < 0 || objects.type(object) != -BYTE_TYPE) {
      return new byte[0];
    }
    long position = objects.position(object);
    int length = records.read(position + 12, Integer.BYTES, record -> record.readInt());
    return length == 0
        ? new byte[0]
        : records.read(position + 17, length, record -> record.readByteArray(length));
  }

  /** How long an array of primitives is. */
  int arrayLength(int object) {
    return records.read(objects.position(object) + 12, Integer.BYTES, r -> r.readInt());
  }

  /** What a {@code String} says; null if it is none. */
  @Nullable String string(int object) {
    Instance string = instance(object);
    if (string == null || !string.type().name().equals(STRING)) {
      return null;
    }
    byte[] value = byteArray(string.reference("value"));
    boolean isLatin = string.number("coder") == 0;
    if (isLatin) {
      return new String(value, StandardCharsets.ISO_8859_1);
    }
    boolean isLittleEndian = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return new String(
        value, isLittleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
  }

  @Override
  public void close() {
    records.close();
  }
}
