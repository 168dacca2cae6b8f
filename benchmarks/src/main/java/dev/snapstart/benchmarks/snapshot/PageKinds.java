package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.snapshot.Smaps.Mapping;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What the pages of a JVM are for that are in no file, and so in its snapshot. */
final class PageKinds {

  private static final long FOUR_GIGABYTES = 1L << 32;

  private final TreeMap<Long, String> byStart = new TreeMap<>();

  /** Of a process; the heap must be below 4 GB, where HotSpot puts a small one. */
  PageKinds(long pid, long heapBytes) throws IOException {
    for (Mapping mapping : Smaps.of(pid)) {
      byStart.put(mapping.start(), kind(mapping, heapBytes));
    }
  }

  /** Bytes by kind. */
  static Map<String, Long> of(long pid, long heapBytes) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (Mapping mapping : Smaps.of(pid)) {
      bytes.merge(kind(mapping, heapBytes), mapping.bytes("Anonymous"), Long::sum);
    }
    return bytes;
  }

  /** That of the page at an address. */
  String at(long address) {
    Map.Entry<Long, String> mapping = byStart.floorEntry(address);
    return mapping == null ? "other" : mapping.getValue();
  }

  private static String kind(Mapping mapping, long heapBytes) {
    if (mapping.start() >= FOUR_GIGABYTES - heapBytes && mapping.start() < FOUR_GIGABYTES) {
      return "heap";
    }
    String name = mapping.name();
    if (name.endsWith(".jsa") || name.endsWith(".archive")) {
      return "archive";
    }
    if (name.startsWith("/")) {
      return "files";
    }
    return mapping.access().contains("x") ? "code" : "metaspace, malloc, stacks";
  }
}
