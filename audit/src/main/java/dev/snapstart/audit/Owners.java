package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose an object is: the nearest object or class that is not the JDK's and holds it, through
 * objects of the JDK only, such as collections. The application goes first, then its libraries,
 * then the runtime: what an application has in a field is its own, wherever else it is kept.
 */
final class Owners {

  private static final int NOBODY = -2;
  private static final int OWNER = -1;

  /** Through these nothing is owned: they lead to all that a JVM has. */
  private static final List<String> PASSAGES =
      List.of(
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ClassLoader",
          "java.lang.Class",
          "java.lang.Module",
          "java.lang.ModuleLayer",
          "java.lang.ThreadLocal$ThreadLocalMap",
          "java.security.ProtectionDomain",
          "java.security.CodeSource",
          "java.security.AccessControlContext",
          "java.security.Provider",
          "java.security.Provider$Service",
          // the list of all cleaners hangs on each of them
          "java.lang.ref.PhantomReference",
          "java.lang.ref.Cleaner",
          "java.nio.file.FileSystem",
          "java.nio.file.spi.FileSystemProvider",
          "java.nio.charset.Charset",
          "java.util.Locale",
          "java.util.ResourceBundle",
          "java.util.logging.LogManager",
          "java.util.logging.Logger",
          "java.net.URLStreamHandler",
          "sun.net.spi.DefaultProxySelector");

  private final Graph graph;
  private final Heap heap;
  private final int[] parents;
  private final int[] queue;
  private final Map<HeapType, Boolean> passages = new HashMap<>();
  private int tail;

  Owners(Graph graph, Routes routes) {
    this.graph = graph;
    this.heap = graph.heap();
    parents = new int[graph.size()];
    queue = new int[graph.size()];
    Arrays.fill(parents, NOBODY);
    int head = 0;
    for (Origin origin : List.of(Origin.APPLICATION, Origin.LIBRARY, Origin.RUNTIME)) {
      for (int object = 0; object < heap.size(); object++) {
        if (heap.origin(object) == origin && routes.isReached(object)) {
          parents[object] = OWNER;
          queue[tail++] = object;
        }
      }
      head = search(head);
    }
  }

  /** Whose an object is; the JDK's if nobody else holds it. */
  Origin of(int object) {
    return parents[object] == NOBODY ? Origin.JDK : heap.origin(owner(object));
  }

  /** From the owner to the object, both included; only the object if it has no owner. */
  List<Integer> chain(int object) {
    List<Integer> chain = new ArrayList<>();
    for (int at = object; at >= 0; at = parents[at]) {
      chain.add(0, at);
    }
    return chain;
  }

  private int owner(int object) {
    int at = object;
    while (parents[at] >= 0) {
      at = parents[at];
    }
    return at;
  }

  private int search(int from) {
    int head = from;
    while (head < tail) {
      int object = queue[head++];
      if (isPassage(object)) {
        continue;
      }
      for (int edge = graph.begin(object); edge < graph.end(object); edge++) {
        int target = graph.target(edge);
        if (parents[target] == NOBODY
            && !graph.isInherited(edge)
            && heap.origin(target) == Origin.JDK) {
          parents[target] = object;
          queue[tail++] = target;
        }
      }
    }
    return head;
  }

  private boolean isPassage(int object) {
    if (heap.isClass(object)) {
      return heap.origin(object) == Origin.JDK;
    }
    HeapType type = heap.typeOf(object);
    return type != null
        && type.origin() == Origin.JDK
        && passages.computeIfAbsent(type, each -> PASSAGES.stream().anyMatch(each::isA));
  }
}
