package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For each instruction the next one that is on every way from it to the end of the method, after
 * Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
 */
final class PostDominators {

  private static final int NONE = -1;

  private final int[][] successors;
  private final int exit;
  private final int[] next;
  private final int[] order;

  PostDominators(int[][] successors) {
    this.successors = successors;
    this.exit = successors.length;
    this.next = new int[exit + 1];
    this.order = new int[exit + 1];
    Arrays.fill(next, NONE);
    Arrays.fill(order, NONE);
    next[exit] = exit;
    find(fromTheEnd());
  }

  int of(int instruction) {
    return next[instruction];
  }

  /** The instructions on every way from one on, up to another, which is left out. */
  List<Integer> upTo(int from, int end) {
    List<Integer> found = new ArrayList<>();
    for (int i = from; i != end && i != exit && i != NONE; i = next[i]) {
      found.add(i);
    }
    return found;
  }

  /** All instructions from which the end can be reached, in an order in which most come late. */
  private int[] fromTheEnd() {
    List<List<Integer>> predecessors = new ArrayList<>();
    for (int i = 0; i <= exit; i++) {
      predecessors.add(new ArrayList<>());
    }
    for (int i = 0; i < exit; i++) {
      for (int successor : successors[i]) {
        predecessors.get(successor).add(i);
      }
    }
    int[] finished = new int[exit + 1];
    int count = 0;
    boolean[] seen = new boolean[exit + 1];
    int[] position = new int[exit + 1];
    int[] stack = new int[exit + 1];
    int depth = 1;
    stack[0] = exit;
    seen[exit] = true;
    while (depth > 0) {
      int top = stack[depth - 1];
      if (position[top] < predecessors.get(top).size()) {
        int predecessor = predecessors.get(top).get(position[top]++);
        if (!seen[predecessor]) {
          seen[predecessor] = true;
          stack[depth++] = predecessor;
        }
      } else {
        order[top] = count;
        finished[count++] = top;
        depth--;
      }
    }
    return Arrays.copyOf(finished, count);
  }

  private void find(int[] finished) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = finished.length - 2; i >= 0; i--) {
        int instruction = finished[i];
        int found = NONE;
        for (int successor : successors[instruction]) {
          if (next[successor] != NONE) {
            found = found == NONE ? successor : common(successor, found);
          }
        }
        if (found != next[instruction]) {
          next[instruction] = found;
          changed = true;
        }
      }
    }
  }

  private int common(int one, int other) {
    int left = one;
    int right = other;
    while (left != right) {
      while (order[left] < order[right]) {
        left = next[left];
      }
      while (order[right] < order[left]) {
        right = next[right];
      }
    }
    return left;
  }
}
