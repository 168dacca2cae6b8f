package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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

  /** Objects of the JDK that only hold others. */
  private static final Pattern CONTAINER =
      Pattern.compile(
          "(java\\.util\\.(Array|Linked|Hash|Tree|Identity|Weak|Enum|Immutable|Collections\\$|Optional"
              + "|Vector|Stack|Priority|concurrent\\.atomic|concurrent\\.Concurrent"
              + "|concurrent\\.CopyOnWrite|concurrent\\.Linked|concurrent\\.Array)"
              + "|java\\.lang\\.(Object|String|Long|Integer)\\[]|java\\.lang\\.ref\\.Soft"
              + "|java\\.nio\\.Heap|javax\\.crypto\\.spec|byte\\[]\\[]).*");

  private final Graph graph;
  private final Heap heap;
  private final int[] parents;
  private final Routes routes;
  private int[] users = {};
  private final Map<HeapType, Boolean> passages = new HashMap<>();
  private int tail;

  Owners(Graph graph, Routes routes) {
    this.graph = graph;
    this.heap = graph.heap();
    parents = new int[graph.size()];
    this.routes = routes;
    int[] queue = new int[graph.size()];
    Arrays.fill(parents, NOBODY);
    int head = 0;
    for (Origin origin : List.of(Origin.APPLICATION, Origin.LIBRARY, Origin.RUNTIME)) {
      for (int object = 0; object < heap.size(); object++) {
        if (heap.origin(object) == origin && routes.isReached(object)) {
          parents[object] = OWNER;
          queue[tail++] = object;
        }
      }
      head = search(head, queue);
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

  /** Whether the application holds an object itself, or in collections only. */
  boolean isPlain(int object) {
    if (of(object) != Origin.APPLICATION) {
      return false;
    }
    for (int at = parents[object]; at >= 0 && parents[at] >= 0; at = parents[at]) {
      if (!CONTAINER.matcher(heap.typeName(at)).matches()) {
        return false;
      }
    }
    return true;
  }

  /**
   * From the nearest object or class of the application to an object that it holds through
   * libraries; empty if it does not.
   */
  List<Integer> usage(int object) {
    if (users.length == 0) {
      users = searchUsers();
    }
    List<Integer> usage = new ArrayList<>();
    if (users[object] != NOBODY) {
      for (int at = object; at >= 0; at = users[at]) {
        usage.add(0, at);
      }
    }
    return usage;
  }

  private int[] searchUsers() {
    int[] found = new int[graph.size()];
    int[] queue = new int[graph.size()];
    Arrays.fill(found, NOBODY);
    int last = 0;
    for (int object = 0; object < heap.size(); object++) {
      if (heap.origin(object) == Origin.APPLICATION && routes.isReached(object)) {
        found[object] = OWNER;
        queue[last++] = object;
      }
    }
    for (int head = 0; head < last; head++) {
      int object = queue[head];
      boolean isLeft = isPassage(object) || routes.isUnnamed(object);
      for (int edge = graph.begin(object); edge < graph.end(object) && !isLeft; edge++) {
        int target = graph.target(edge);
        if (found[target] == NOBODY && !(heap.isClass(object) && graph.isInherited(edge))) {
          found[target] = object;
          queue[last++] = target;
        }
      }
    }
    return found;
  }

  private int owner(int object) {
    int at = object;
    while (parents[at] >= 0) {
      at = parents[at];
    }
    return at;
  }

  private int search(int from, int[] queue) {
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
