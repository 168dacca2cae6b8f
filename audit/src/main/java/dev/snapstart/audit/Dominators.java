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
    int[] parents = new int[graph.size() + 1];
    dominators = find(routes, parents);
    count = dominators.length - 1;
    firstChild = parents;
    nextSibling = new int[count + 1];
    retained = new long[count + 1];
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

  /** Numbers the objects and finds what refers to each; the rest of what that needs is let go. */
  private Predecessors predecessors(Routes routes, int[] parents) {
    int[] numbers = new int[graph.size()];
    int last = search(routes, numbers, parents, new int[graph.size() + 1]);
    return new Predecessors(graph, routes, objects, numbers, last);
  }

  private int search(Routes routes, int[] numbers, int[] parents, int[] cursors) {
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

  private int[] find(Routes routes, int[] ancestors) {
    Predecessors predecessors = predecessors(routes, ancestors);
    int last = predecessors.count();
    int[] found = Arrays.copyOf(ancestors, last + 1);
    int[] semi = new int[last + 1];
    int[] label = new int[last + 1];
    for (int i = 0; i <= last; i++) {
      semi[i] = i;
      label[i] = i;
    }
    IntStack stack = new IntStack();
    for (int i = last; i > 0; i--) {
      int least = ancestors[i];
      for (int at = predecessors.begin(i); at < predecessors.end(i); at++) {
        int by = semi[evaluate(predecessors.at(at), i + 1, ancestors, semi, label, stack)];
        least = Math.min(least, by);
      }
      semi[i] = predecessors.isRoot(i) ? 0 : least;
    }
    for (int i = 1; i <= last; i++) {
      int candidate = found[i];
      while (candidate > semi[i]) {
        candidate = found[candidate];
      }
      found[i] = candidate;
    }
    return found;
  }

  /** The arrays are the state of the algorithm, which is no more when it has ended. */
  private static int evaluate(
      int of, int lastLinked, int[] ancestors, int[] semi, int[] label, IntStack stack) {
    if (ancestors[of] < lastLinked) {
      return label[of];
    }
    int at = of;
    do {
      stack.push(at);
      at = ancestors[at];
    } while (ancestors[at] >= lastLinked);
    int before = at;
    int best = label[before];
    while (!stack.isEmpty()) {
      at = stack.pop();
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
