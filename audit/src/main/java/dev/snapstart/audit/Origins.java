package dev.snapstart.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose each class of a heap is: by its loader, by where its code is from, and by its name.
 */
final class Origins {

  private static final String PLATFORM_LOADER = "PlatformClassLoader";

  private static final List<String> RUNTIMES =
      List.of(
          "dev.snapstart.runtime.",
          "dev.snapstart.hooks.",
          "dev.snapstart.crac.",
          "org.crac.",
          "com.amazonaws.services.lambda.runtime.",
          "com.amazonaws.services.lambda.crac.");

  private final Heap heap;
  private final List<String> prefixes;
  private final Map<Long, String> locations = new HashMap<>();

  /**
   * For a heap and what its application is.
   *
   * @param prefixes with what the names of its classes begin; classes in directories are the
   *     application's as well, unless {@code explicit}
   */
  private Origins(Heap heap, List<String> prefixes) {
    this.heap = heap;
    this.prefixes = prefixes;
  }

  /** Sets the origin of all classes. */
  static void tell(Heap heap, List<String> prefixes) {
    Origins origins = new Origins(heap, prefixes);
    for (HeapType type : heap.types()) {
      type.setOrigin(origins.of(type));
    }
    for (HeapType type : heap.types()) {
      if (type.isArray()) {
        HeapType element = heap.type(type.name().replace("[]", ""));
        type.setOrigin(element == null ? Origin.JDK : element.origin());
      }
    }
  }

  /**
   * The prefix of the application of a handler: two parts of its package, or its package.
   *
   * @param handler {@code com.acme.Orders::handle}
   */
  static List<String> prefixes(@Nullable String handler) {
    if (handler == null || !handler.contains(".")) {
      return List.of();
    }
    String type = handler.split(":", 2)[0];
    String[] parts = type.split("\\.", -1);
    return List.of(parts.length > 2 ? parts[0] + "." + parts[1] + "." : parts[0] + ".");
  }

  private Origin of(HeapType type) {
    String name = type.name();
    Instance loader = heap.instance(heap.find(type.links().loader()));
    if (loader == null || loader.type().name().endsWith(PLATFORM_LOADER)) {
      return Origin.JDK;
    }
    if (RUNTIMES.stream().anyMatch(name::startsWith)) {
      return Origin.RUNTIME;
    }
    if (prefixes.stream().anyMatch(name::startsWith)) {
      return Origin.APPLICATION;
    }
    String location = location(type);
    if (location.startsWith("jrt:") || isProxy(name)) {
      return Origin.JDK;
    }
    return location.endsWith("/") ? Origin.APPLICATION : Origin.LIBRARY;
  }

  private static boolean isProxy(String name) {
    return name.contains("$Proxy") && (name.startsWith("jdk.proxy") || name.startsWith("com.sun."));
  }

  /** Where a class was loaded from: a jar, a directory with a slash at its end; "" if unknown. */
  private String location(HeapType type) {
    return locations.computeIfAbsent(type.links().domain(), this::locationOfDomain);
  }

  private String locationOfDomain(long domain) {
    Instance instance = heap.instance(heap.find(domain));
    Instance url = instance == null ? null : instance.follow("codesource", "location");
    if (url == null) {
      return "";
    }
    String file = url.text("file");
    return url.text("protocol") + ":" + (file == null ? "" : file);
  }
}
