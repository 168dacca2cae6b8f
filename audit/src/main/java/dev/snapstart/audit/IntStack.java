package dev.snapstart.audit;

import java.util.Arrays;

/** A stack of numbers. */
final class IntStack {

  private int[] values = new int[1024];
  private int depth;

  boolean isEmpty() {
    return depth == 0;
  }

  void push(int value) {
    if (depth == values.length) {
      values = Arrays.copyOf(values, 2 * depth);
    }
    values[depth++] = value;
  }

  int pop() {
    return values[--depth];
  }
}
