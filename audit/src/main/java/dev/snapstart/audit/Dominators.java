package dev.snapstart.audit;

import java.util.Arrays;

/**
 * What each object keeps alive: the tree of dominators of a heap, by the semi-NCA algorithm
 * (Georgiadis, "Linear-Time Algorithms for Dominators and Related Problems", 2005). Objects have
 * other numbers here, in the order of a search in depth; 0 is what all roots hang on.
 */
final class Dominators {

  private final Graph graph;
  private final int count;

  /** The object of each number. */
  private final int[] objects;

  private final int[] dominators;
  private final long[] retained;
  private final int[] firstChild;
  private final int[] nextSibling;

  Dominators(Graph graph, Routes routes) {
    this.graph = graph;
    objects = new int[graph.size() + 1];
    int[] numbers = new int[graph.size()];
    int[] parents = new int[graph.size() + 1];
    count = search(routes, numbers, parents);
    dominators = Arrays.copyOf(parents, count + 1);
    int[] semi = new int[count + 1];
    int[] label = new int[count + 1];
    find(new Predecessors(graph, routes, objects, numbers, count), parents, semi, label);
    retained = new long[count + 1];
    firstChild = semi;
    nextSibling = label;
    add();
  }

  /** How many there are; they have the numbers from 1 to this. */
  int count() {
    return count;
  }

  int object(int number) {
    return objects[number];
  }

  /** The bytes that would be free without it. */
  long retained(int number) {
    return retained[number];
  }

  /** The first that it dominates directly; 0 if there is none. */
  int firstChild(int number) {
    return firstChild[number];
  }

  /** The next that is dominated by the same; 0 if there is none. */
  int nextSibling(int number) {
    return nextSibling[number];
  }

  private int search(Routes routes, int[] numbers, int[] parents) {
    int[] cursors = new int[graph.size() + 1];
    int last = 0;
    for (int i = 0; i < routes.rootCount(); i++) {
      int root = routes.root(i);
      if (numbers[root] != 0) {
        continue;
      }
      last = visit(root, 0, last, numbers, parents);
      int at = last;
      cursors[at] = graph.begin(root);
      while (at != 0) {
        int object = objects[at];
        if (cursors[at] == graph.end(object)) {
          at = parents[at];
          continue;
        }
        int target = graph.target(cursors[at]++);
        if (numbers[target] == 0) {
          last = visit(target, at, last, numbers, parents);
          at = last;
          cursors[at] = graph.begin(target);
        }
      }
    }
    return last;
  }

  private int visit(int object, int parent, int last, int[] numbers, int[] parents) {
    int number = last + 1;
    numbers[object] = number;
    objects[number] = object;
    parents[number] = parent;
    return number;
  }

  private void find(Predecessors predecessors, int[] ancestors, int[] semi, int[] label) {
    for (int i = 0; i <= count; i++) {
      semi[i] = i;
      label[i] = i;
    }
    int[] stack = new int[count + 1];
    for (int i = count; i > 0; i--) {
      int least = ancestors[i];
      for (int at = predecessors.begin(i); at < predecessors.end(i); at++) {
        int by = semi[evaluate(predecessors.at(at), i + 1, ancestors, semi, label, stack)];
        least = Math.min(least, by);
      }
      semi[i] = predecessors.isRoot(i) ? 0 : least;
    }
    for (int i = 1; i <= count; i++) {
      int candidate = dominators[i];
      while (candidate > semi[i]) {
        candidate = dominators[candidate];
      }
      dominators[i] = candidate;
    }
  }

  /** The arrays are the state of the algorithm, which is no more when it has ended. */
  private static int evaluate(
      int of, int lastLinked, int[] ancestors, int[] semi, int[] label, int[] stack) {
    if (ancestors[of] < lastLinked) {
      return label[of];
    }
    int depth = 0;
    int at = of;
    do {
      stack[depth++] = at;
      at = ancestors[at];
    } while (ancestors[at] >= lastLinked);
    int before = at;
    int best = label[before];
    while (depth > 0) {
      at = stack[--depth];
      ancestors[at] = ancestors[before];
      if (semi[best] < semi[label[at]]) {
        label[at] = best;
      } else {
        best = label[at];
      }
      before = at;
    }
    return label[at];
  }

  private void add() {
    Arrays.fill(firstChild, 0);
    Arrays.fill(nextSibling, 0);
    for (int i = count; i > 0; i--) {
      retained[i] += graph.heap().bytes(objects[i]);
      int dominator = dominators[i];
      retained[dominator] += retained[i];
      nextSibling[i] = firstChild[dominator];
      firstChild[dominator] = i;
    }
  }
}
