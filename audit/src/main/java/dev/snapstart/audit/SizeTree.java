package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tree of what retains what as far as it is worth drawing: objects of one class under the same
 * parent are one node.
 */
final class SizeTree {

  /** What is less than this part of all is not drawn. */
  private static final int PARTS = 500;

  private static final int MAX_DEPTH = 12;

  private final Heap heap;
  private final Dominators dominators;
  private final long least;

  SizeTree(Heap heap, Dominators dominators) {
    this.heap = heap;
    this.dominators = dominators;
    this.least = Math.max(1, dominators.retained(0) / PARTS);
  }

  Map<String, Object> toMap() {
    return node("heap", List.of(0), 0);
  }

  private Map<String, Object> node(String name, List<Integer> members, int depth) {
    Map<String, Object> node = new LinkedHashMap<>();
    long bytes = members.stream().mapToLong(dominators::retained).sum();
    node.put("name", members.size() > 1 ? members.size() + " × " + name : name);
    node.put("bytes", bytes);
    List<Object> children = new ArrayList<>();
    if (depth < MAX_DEPTH && bytes >= least) {
      children(members)
          .forEach((type, same) -> {
            if (same.stream().mapToLong(dominators::retained).sum() >= least) {
              children.add(node(type, same, depth + 1));
            }
          });
    }
    if (!children.isEmpty()) {
      node.put("children", children);
    }
    return node;
  }

  private Map<String, List<Integer>> children(List<Integer> members) {
    Map<String, List<Integer>> children = new TreeMap<>();
    for (int member : members) {
      for (int c = dominators.firstChild(member); c != 0; c = dominators.nextSibling(c)) {
        children.computeIfAbsent(name(c), none -> new ArrayList<>()).add(c);
      }
    }
    return children;
  }

  private String name(int number) {
    int object = dominators.object(number);
    return heap.isClass(object) ? "static " + heap.ofClass(object).name() : heap.typeName(object);
  }
}
