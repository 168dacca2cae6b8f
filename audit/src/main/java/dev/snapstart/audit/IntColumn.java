package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.List;

/** A long list of numbers that grows without being copied. */
final class IntColumn {

  private static final int BITS = 18;
  private static final int MASK = (1 << BITS) - 1;

  private final List<int[]> chunks = new ArrayList<>();
  private int[] last = {};
  private int size;

  int size() {
    return size;
  }

  void add(int value) {
    int within = size & MASK;
    if (within == 0) {
      last = new int[MASK + 1];
      chunks.add(last);
    }
    last[within] = value;
    size++;
  }

  int get(int index) {
    return chunks.get(index >>> BITS)[index & MASK];
  }

  void set(int index, int value) {
    chunks.get(index >>> BITS)[index & MASK] = value;
  }
}
