package dev.snapstart.audit;

import java.util.Arrays;

/**
 * All objects of a heap dump by number, 28 bytes for each: id, type, size, place in the file, and a
 * way from the id back to the number. Objects have the numbers in which the file has them.
 */
final class ObjectTable {

  private static final int FIRST_CAPACITY = 1 << 16;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long[] ids = new long[FIRST_CAPACITY];
  private long[] positions = new long[FIRST_CAPACITY];
  private int[] types = new int[FIRST_CAPACITY];
  private int[] bytes = new int[FIRST_CAPACITY];
  private int[] slots = {};
  private int size;

  int size() {
    return size;
  }

  /** Adds one: its type as {@link Heap} reads it, its place in the file, its bytes in the heap. */
  int add(long id, int type, long position, int heapBytes) {
    if (size == ids.length) {
      // no more than half as much again: most of the memory that an audit needs is here
      int larger = size + size / 2;
      ids = Arrays.copyOf(ids, larger);
      positions = Arrays.copyOf(positions, larger);
      types = Arrays.copyOf(types, larger);
      bytes = Arrays.copyOf(bytes, larger);
    }
    ids[size] = id;
    positions[size] = position;
    types[size] = type;
    bytes[size] = heapBytes;
    return size++;
  }

  /** To be called when all are there, before any is looked up. */
  void index() {
    int capacity = Integer.highestOneBit(Math.max(2, size)) << 1;
    slots = new int[capacity];
    Arrays.fill(slots, -1);
    for (int object = 0; object < size; object++) {
      int slot = slot(ids[object]);
      while (slots[slot] >= 0) {
        slot = slot + 1 & capacity - 1;
      }
      slots[slot] = object;
    }
  }

  /** The object with an id; -1 if there is none, as for null. */
  int find(long id) {
    if (id == 0) {
      return -1;
    }
    int slot = slot(id);
    while (slots[slot] >= 0) {
      if (ids[slots[slot]] == id) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  int type(int object) {
    return types[object];
  }

  void setType(int object, int type) {
    types[object] = type;
  }

  long id(int object) {
    return ids[object];
  }

  long position(int object) {
    return positions[object];
  }

  int bytes(int object) {
    return bytes[object];
  }

  void setBytes(int object, int heapBytes) {
    bytes[object] = heapBytes;
  }

  private int slot(long id) {
    return (int) (id * MIX >>> 32) & slots.length - 1;
  }
}
