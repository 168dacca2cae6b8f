package dev.snapstart.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which classes a function has loaded by the end of its init, and which of them ran any code while
 * it was invoked.
 *
 * @param loaded classes that are not the JDK's, with methods
 * @param used those of them of which invocations ran a method
 */
record ClassUse(Set<String> loaded, Set<String> used) {

  private static final int PACKAGE_PARTS = 3;

  /** Sorted. */
  Set<String> unused() {
    Set<String> unused = new TreeSet<>(loaded);
    unused.removeAll(used);
    return unused;
  }

  /** How many classes of each package, in three parts, were loaded and not used. */
  Map<String, Integer> unusedByPackage() {
    Map<String, Integer> counts = new TreeMap<>();
    unused().forEach(name -> counts.merge(packageOf(name), 1, Integer::sum));
    return counts;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("loaded", loaded.size());
    map.put("used", used.size());
    map.put("unusedByPackage", unusedByPackage());
    map.put("unused", unused());
    return map;
  }

  private static String packageOf(String name) {
    String[] parts = name.split("\\.", -1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(PACKAGE_PARTS, parts.length - 1); i++) {
      text.append(i == 0 ? "" : ".").append(parts[i]);
    }
    return text.isEmpty() ? "(none)" : text.toString();
  }
}
