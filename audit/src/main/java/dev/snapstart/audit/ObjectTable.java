package dev.snapstart.audit;

import java.util.Arrays;

/**
 * All objects of a heap dump by number, 16 bytes for each and up to 8 for the way back from its id:
 * id, type, size, place in the file. Objects have the numbers in which the file has them.
 */
final class ObjectTable {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** All objects are at multiples of eight. */
  private static final int ALIGNMENT_BITS = 3;

  private final LongColumn ids = new LongColumn();
  private final LongColumn positions = new LongColumn();
  private final IntColumn types = new IntColumn();
  private final IntColumn bytes = new IntColumn();
  private int[] slots = {};

  int size() {
    return types.size();
  }

  /** Adds one: its type as {@link Heap} reads it, its place in the file, its bytes in the heap. */
  void add(long id, int type, long position, int heapBytes) {
    ids.add(id >>> ALIGNMENT_BITS);
    positions.add(position);
    types.add(type);
    bytes.add(heapBytes);
  }

  /** To be called when all are there, before any is looked up. */
  void index() {
    int capacity = Integer.highestOneBit(Math.max(2, size())) << 1;
    slots = new int[capacity];
    Arrays.fill(slots, -1);
    for (int object = 0; object < size(); object++) {
      int slot = slot(ids.get(object));
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (capacity - 1);
      }
      slots[slot] = object;
    }
  }

  /** The object with an id; -1 if there is none, as for null. */
  int find(long id) {
    if (id == 0) {
      return -1;
    }
    long wanted = id >>> ALIGNMENT_BITS;
    int slot = slot(wanted);
    while (slots[slot] >= 0) {
      if (ids.get(slots[slot]) == wanted) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  int type(int object) {
    return types.get(object);
  }

  void setType(int object, int type) {
    types.set(object, type);
  }

  long position(int object) {
    return positions.get(object);
  }

  int bytes(int object) {
    return bytes.get(object);
  }

  void setBytes(int object, int heapBytes) {
    bytes.set(object, heapBytes);
  }

  private int slot(long id) {
    return (int) ((id * MIX) >>> 32) & (slots.length - 1);
  }
}
