package dev.snapstart.benchmarks.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pages of a JVM are for that are in no file, and so in its snapshot. */
final class PageKinds {

  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\d+\\s*(.*)");
  private static final long FOUR_GIGABYTES = 1L << 32;

  private PageKinds() {}

  /** Bytes by kind. The heap must be below 4 GB, where HotSpot puts a small one. */
  static Map<String, Long> of(long pid, long heapBytes) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    String kind = "other";
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"))) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        kind =
            kind(
                Long.parseUnsignedLong(mapping.group(1), 16),
                heapBytes,
                mapping.group(3),
                mapping.group(4));
      } else if (line.startsWith("Anonymous:")) {
        long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
        bytes.merge(kind, kilobytes * 1024, Long::sum);
      }
    }
    return bytes;
  }

  private static String kind(long start, long heapBytes, String access, String name) {
    if (start >= FOUR_GIGABYTES - heapBytes && start < FOUR_GIGABYTES) {
      return "heap";
    }
    if (name.endsWith(".jsa") || name.endsWith(".archive")) {
      return "archive";
    }
    if (name.startsWith("/")) {
      return "files";
    }
    return access.contains("x") ? "code" : "metaspace, malloc, stacks";
  }
}
