package dev.snapstart.audit;

import dev.snapstart.audit.HeapReader.Root;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shortest way to each object: from the static fields of classes, those of the application
 * first, and from the other roots; from the stacks of threads only where there is no other way,
 * because a stack has whatever is at work just now; through lambdas and the literals of code last
 * of all, because they have no names. Searches breadth first.
 */
final class Routes {

  private static final int UNREACHED = -2;
  private static final int FROM_ROOT = -1;
  private static final String THREAD_LOCALS = "java.lang.ThreadLocal$ThreadLocalMap";

  private final Graph graph;
  private final int[] parents;
  private final List<Integer> roots = new ArrayList<>();
  private int firstOfStacks = -1;
  private int tail;

  Routes(Graph graph) {
    this.graph = graph;
    parents = new int[graph.size()];
    int[] queue = new int[graph.size()];
    Arrays.fill(parents, UNREACHED);
    Heap heap = graph.heap();
    int head = 0;
    for (Origin first : List.of(Origin.APPLICATION, Origin.LIBRARY, Origin.RUNTIME, Origin.JDK)) {
      for (int object = 0; object < heap.size(); object++) {
        if (heap.isClass(object) && heap.origin(object) == first) {
          begin(object, queue);
        }
      }
    }
    heap.roots().stream().filter(root -> root.thread() == 0).forEach(root -> begin(root, queue));
    head = search(head, true, queue);
    firstOfStacks = roots.size();
    heap.roots().stream().filter(root -> root.thread() != 0).forEach(root -> begin(root, queue));
    search(head, true, queue);
    search(0, false, queue);
  }

  boolean isReached(int object) {
    return parents[object] != UNREACHED;
  }

  int rootCount() {
    return roots.size();
  }

  /** One of the objects that ways begin at. */
  int root(int index) {
    return roots.get(index);
  }

  /** Whether the only way to an object is from the stack of a thread, and which object is there. */
  boolean isFromStack(int object) {
    return firstOfStacks >= 0 && roots.indexOf(to(object).get(0)) >= firstOfStacks;
  }

  /** From a root to an object, both included. */
  List<Integer> to(int object) {
    List<Integer> way = new ArrayList<>();
    for (int at = object; at >= 0; at = parents[at]) {
      way.add(0, at);
    }
    return way;
  }

  private void begin(Root root, int[] queue) {
    int object = graph.heap().find(root.id());
    if (object >= 0) {
      begin(object, queue);
    }
  }

  private void begin(int object, int[] queue) {
    if (parents[object] == UNREACHED) {
      parents[object] = FROM_ROOT;
      queue[tail++] = object;
      roots.add(object);
    }
  }

  private int search(int from, boolean leavesUnnamed, int[] queue) {
    int head = from;
    while (head < tail) {
      int object = queue[head++];
      if (leavesUnnamed && isUnnamed(object)) {
        continue;
      }
      boolean isClass = graph.heap().isClass(object);
      for (int edge = graph.begin(object); edge < graph.end(object); edge++) {
        int target = graph.target(edge);
        boolean isLiterals = isClass && graph.isInherited(edge);
        if (parents[target] == UNREACHED && !(leavesUnnamed && isLiterals)) {
          parents[target] = object;
          queue[tail++] = target;
        }
      }
    }
    return head;
  }

  /** Whether there are better ways than through an object, if there are any others. */
  boolean isUnnamed(int object) {
    HeapType type = graph.heap().typeOf(object);
    return type != null
        && (type.name().equals(THREAD_LOCALS) || (type.isApplication() && type.isLambda()));
  }
}
