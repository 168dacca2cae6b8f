package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says how an object is reached: {@code static com.acme.Orders.ids → OrderIds.random →
 * java.util.Random}. What is the JDK's in between is left out, but for keys and indexes.
 */
final class Ways {

  static final String ARROW = " → ";

  private static final Pattern NODE = Pattern.compile(".*\\$(\\w*Node|\\w*Entry|KeyValueHolder)");
  private static final Pattern ANONYMOUS = Pattern.compile(".*\\$\\d+");
  private static final Pattern LIST =
      Pattern.compile(
          "java\\.util\\.(\\w*ArrayList|Arrays\\$ArrayList|ImmutableCollections\\$List.*)");
  private static final String MAP_N = "java.util.ImmutableCollections$MapN";

  private final Heap heap;
  private final Routes routes;
  private final Owners owners;

  Ways(Heap heap, Routes routes, Owners owners) {
    this.heap = heap;
    this.routes = routes;
    this.owners = owners;
  }

  /** The way to an object. */
  String text(int object) {
    List<Integer> all = objects(object);
    return render(all.subList(first(all), all.size()), null, false);
  }

  /** All objects from a root to that one, through its owner. */
  List<Integer> objects(int object) {
    List<Integer> chain = owners.chain(object);
    if (heap.origin(chain.get(0)) != Origin.APPLICATION && !owners.usage(object).isEmpty()) {
      chain = owners.usage(object);
    }
    List<Integer> all = new ArrayList<>(routes.to(chain.get(0)));
    all.addAll(chain.subList(1, chain.size()));
    return all;
  }

  /** The way in the application's words: from its first object or class on, if it has one there. */
  String text(Candidate candidate) {
    List<Integer> all = objects(candidate.object());
    return render(all.subList(first(all), all.size()), candidate.field(), false);
  }

  /**
   * The same place of another heap has the same key: from the owner on, without the numbers of
   * elements.
   */
  String key(Candidate candidate) {
    return render(owners.chain(candidate.object()), candidate.field(), true);
  }

  /** Whose an object is: if it is a library's itself, then of what holds it. */
  Origin holder(int object) {
    if (heap.origin(object) == Origin.JDK) {
      Origin owner = owners.of(object);
      boolean isAtWork = owner == Origin.JDK && routes.isFromStack(object);
      return isAtWork ? Origin.RUNTIME : owner;
    }
    List<Integer> all = objects(object);
    for (int i = all.size() - 2; i >= 0; i--) {
      Origin origin = heap.origin(all.get(i));
      if (origin != Origin.JDK) {
        return origin;
      }
    }
    return heap.origin(object);
  }

  /** Every single step. */
  List<String> steps(Candidate candidate) {
    List<Integer> all = objects(candidate.object());
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String next =
          i + 1 < all.size() ? Edges.name(heap, all.get(i), all.get(i + 1)) : candidate.field();
      steps.add(step(all.get(i), next));
    }
    return List.copyOf(steps);
  }

  private String step(int object, @Nullable String next) {
    String type =
        heap.isClass(object) ? "static " + heap.ofClass(object).name() : heap.typeName(object);
    return next == null ? type : next.startsWith("[") ? type + next : type + "." + next;
  }

  private int first(List<Integer> all) {
    for (Origin origin : List.of(Origin.APPLICATION, Origin.LIBRARY)) {
      int unnamed = -1;
      for (int i = 0; i < all.size(); i++) {
        if (heap.origin(all.get(i)) == origin) {
          if (!isUnnamed(all.get(i))) {
            return i;
          }
          unnamed = unnamed < 0 ? i : unnamed;
        }
      }
      if (unnamed >= 0) {
        return unnamed;
      }
    }
    return 0;
  }

  private boolean isUnnamed(int object) {
    HeapType type = heap.typeOf(object);
    return type != null && (type.isLambda() || ANONYMOUS.matcher(type.name()).matches());
  }

  private String render(List<Integer> way, @Nullable String field, boolean forAll) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < way.size(); i++) {
      int object = way.get(i);
      boolean isLast = i == way.size() - 1;
      boolean isNamed = i == 0 || heap.origin(object) != Origin.JDK;
      String next = isLast ? field : Edges.name(heap, object, way.get(i + 1));
      if (isNamed || isLast) {
        text.append(i == 0 ? "" : ARROW).append(name(object, i == 0, isLast && next == null));
        if (next != null) {
          text.append(next.startsWith("[") ? index(next, forAll) : "." + next);
        }
      } else if (next != null) {
        text.append(within(way, i, next, forAll));
      }
    }
    return text.toString();
  }

  /** The full name where a way begins and ends, the simple one in between. */
  private String name(int object, boolean isFirst, boolean isLast) {
    if (heap.isClass(object)) {
      HeapType type = heap.ofClass(object);
      return isFirst ? "static " + type.name() : "static " + type.simpleName();
    }
    HeapType type = heap.typeOf(object);
    return type == null || isFirst || isLast ? heap.typeName(object) : type.simpleName();
  }

  /** What is worth saying of an object of the JDK on the way: the key of a map, an index. */
  private String within(List<Integer> way, int i, String next, boolean forAll) {
    int object = way.get(i);
    String type = heap.typeName(object);
    if (NODE.matcher(type).matches() && next.startsWith("val")) {
      return key(heap.instance(object));
    }
    if (next.startsWith("[") && i > 0) {
      String holder = heap.typeName(way.get(i - 1));
      boolean isDirect = heap.origin(way.get(i - 1)) != Origin.JDK;
      if (holder.equals(MAP_N)) {
        return keyBefore(object, way.get(i + 1));
      } else if (isDirect || LIST.matcher(holder).matches()) {
        return index(next, forAll);
      }
    }
    return "";
  }

  private String key(@Nullable Instance node) {
    String key = node == null ? null : node.text("key");
    return key == null ? "" : "[\"" + key + "\"]";
  }

  private String keyBefore(int table, int value) {
    int[] elements = heap.elements(table);
    for (int i = 1; i < elements.length; i += 2) {
      String key = elements[i] == value ? heap.string(elements[i - 1]) : null;
      if (key != null) {
        return "[\"" + key + "\"]";
      }
    }
    return "";
  }

  private static String index(String next, boolean forAll) {
    return forAll ? "[]" : next;
  }
}
