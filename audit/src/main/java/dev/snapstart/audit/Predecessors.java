package dev.snapstart.audit;

import java.util.Arrays;

/** The references of a graph the other way round, by the numbers of a search. */
final class Predecessors {

  private final int[] begins;
  private final int[] sources;
  private final boolean[] roots;

  Predecessors(Graph graph, Routes routes, int[] objects, int[] numbers, int count) {
    begins = new int[count + 2];
    roots = new boolean[count + 1];
    for (int i = 0; i < routes.rootCount(); i++) {
      roots[numbers[routes.root(i)]] = true;
    }
    for (int from = 1; from <= count; from++) {
      for (int edge = graph.begin(objects[from]); edge < graph.end(objects[from]); edge++) {
        begins[numbers[graph.target(edge)]]++;
      }
    }
    Arrays.parallelPrefix(begins, Integer::sum);
    // each begins where it ends and is counted down
    sources = new int[begins[count + 1]];
    for (int from = count; from > 0; from--) {
      for (int edge = graph.begin(objects[from]); edge < graph.end(objects[from]); edge++) {
        sources[--begins[numbers[graph.target(edge)]]] = from;
      }
    }
  }

  /** How many objects have a number; they begin with 1. */
  int count() {
    return roots.length - 1;
  }

  int begin(int number) {
    return begins[number];
  }

  int end(int number) {
    return begins[number + 1];
  }

  int at(int position) {
    return sources[position];
  }

  boolean isRoot(int number) {
    return roots[number];
  }
}
