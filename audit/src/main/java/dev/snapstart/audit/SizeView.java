package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What fills a heap. Sizes are those of a JVM with compressed references and 12 bytes of header;
 * retained is what would be free without an object.
 */
final class SizeView {

  private static final int TOP = 40;

  private final Heap heap;
  private final Ways ways;
  private final Dominators dominators;
  private final List<Row> packages;
  private final List<Row> classes;
  private final List<Row> roots;
  private final Map<String, Object> tree;
  private final long total;

  /**
   * A line of a table.
   *
   * @param name of a package, a class or a root
   * @param objects how many
   * @param bytes of these objects alone
   * @param retained by them
   */
  record Row(String name, long objects, long bytes, long retained) {

    Row plus(long moreBytes, long moreRetained) {
      return new Row(name, objects + 1, bytes + moreBytes, retained + moreRetained);
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("objects", objects);
      map.put("bytes", bytes);
      map.put("retainedBytes", retained);
      return map;
    }
  }

  SizeView(Graph graph, Routes routes, Ways ways) {
    this.heap = graph.heap();
    this.ways = ways;
    this.dominators = new Dominators(graph, routes);
    this.total = dominators.retained(0);
    Map<String, Row> byClass = new HashMap<>();
    Map<String, Row> byPackage = new HashMap<>();
    collect(byClass, byPackage);
    classes = top(byClass);
    packages = top(byPackage);
    roots = topRoots();
    tree = new SizeTree(heap, dominators).toMap();
  }

  long totalBytes() {
    return total;
  }

  int objects() {
    return dominators.count();
  }

  List<Row> packages() {
    return packages;
  }

  List<Row> classes() {
    return classes;
  }

  List<Row> roots() {
    return roots;
  }

  /** The tree of what retains what, for a treemap. */
  Map<String, Object> tree() {
    return tree;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("objects", objects());
    map.put("bytes", total);
    map.put("packages", packages.stream().map(Row::toMap).toList());
    map.put("classes", classes.stream().map(Row::toMap).toList());
    map.put("roots", roots.stream().map(Row::toMap).toList());
    map.put("tree", tree);
    return map;
  }

  /** Walks the tree; what is below another object of its class is retained by that already. */
  private void collect(Map<String, Row> byClass, Map<String, Row> byPackage) {
    Map<String, int[]> openClasses = new HashMap<>();
    Map<String, int[]> openPackages = new HashMap<>();
    IntStack stack = new IntStack();
    stack.push(0);
    while (!stack.isEmpty()) {
      int at = stack.pop();
      if (at < 0) {
        String name = className(-at);
        depth(openClasses, name)[0]--;
        depth(openPackages, packageName(name))[0]--;
        continue;
      }
      if (at > 0) {
        stack.push(-at);
        String name = className(at);
        take(byClass, openClasses, name, at);
        take(byPackage, openPackages, packageName(name), at);
      }
      for (int c = dominators.firstChild(at); c != 0; c = dominators.nextSibling(c)) {
        stack.push(c);
      }
    }
  }

  private void take(Map<String, Row> rows, Map<String, int[]> open, String name, int at) {
    boolean isTop = depth(open, name)[0]++ == 0;
    if (heap.isClass(dominators.object(at))) {
      // it would be all that its static fields have
      return;
    }
    Row row = rows.getOrDefault(name, new Row(name, 0, 0, 0));
    long bytes = heap.bytes(dominators.object(at));
    rows.put(name, row.plus(bytes, isTop ? dominators.retained(at) : 0));
  }

  private static int[] depth(Map<String, int[]> open, String name) {
    return open.computeIfAbsent(name, none -> new int[1]);
  }

  private String className(int number) {
    return heap.typeName(dominators.object(number));
  }

  private static String packageName(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "(primitive arrays)" : className.substring(0, dot);
  }

  private static List<Row> top(Map<String, Row> rows) {
    return rows.values().stream()
        .sorted(Comparator.comparingLong(Row::retained).reversed().thenComparing(Row::name))
        .limit(TOP)
        .toList();
  }

  /** Static fields one by one; threads and what native code holds. */
  private List<Row> topRoots() {
    record Named(int number, Supplier<String> name) {}
    List<Named> all = new ArrayList<>();
    for (int at = dominators.firstChild(0); at != 0; at = dominators.nextSibling(at)) {
      int object = dominators.object(at);
      if (!heap.isClass(object)) {
        all.add(new Named(at, () -> rootName(object)));
        continue;
      }
      for (int c = dominators.firstChild(at); c != 0; c = dominators.nextSibling(c)) {
        int child = dominators.object(c);
        all.add(
            new Named(
                c,
                () ->
                    "static "
                        + heap.ofClass(object).name()
                        + "."
                        + Edges.name(heap, object, child)));
      }
    }
    return all.stream()
        .sorted(Comparator.comparingLong((Named n) -> dominators.retained(n.number())).reversed())
        .limit(TOP)
        .map(n ->
            new Row(
                n.name().get(),
                1,
                heap.bytes(dominators.object(n.number())),
                dominators.retained(n.number())))
        .toList();
  }

  private String rootName(int object) {
    Instance instance = heap.instance(object);
    return instance != null && instance.type().isA("java.lang.Thread")
        ? "thread \"" + instance.text("name") + "\""
        : ways.text(object) + " (and in other ways)";
  }
}
