package dev.snapstart.benchmarks.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mappings of a process, as the kernel tells them. */
final class Smaps {

  private static final Pattern HEAD =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\d+\\s*(.*)");
  private static final Pattern AMOUNT = Pattern.compile("(\\w+):\\s+(\\d+) kB");

  private Smaps() {}

  /**
   * One mapping.
   *
   * @param start its first address
   * @param end the first address after it
   * @param access such as {@code rw-p}
   * @param name of the file, or what else the kernel calls it; may be empty
   * @param amounts in bytes, such as {@code Anonymous}
   */
  record Mapping(long start, long end, String access, String name, Map<String, Long> amounts) {

    long bytes(String amount) {
      return amounts.getOrDefault(amount, 0L);
    }
  }

  static List<Mapping> of(long pid) throws IOException {
    List<Mapping> mappings = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"))) {
      Matcher head = HEAD.matcher(line);
      Matcher amount = AMOUNT.matcher(line);
      if (head.matches()) {
        mappings.add(
            new Mapping(
                Long.parseUnsignedLong(head.group(1), 16),
                Long.parseUnsignedLong(head.group(2), 16),
                head.group(3),
                head.group(4),
                new LinkedHashMap<>()));
      } else if (amount.matches()) {
        mappings
            .get(mappings.size() - 1)
            .amounts()
            .put(amount.group(1), Long.parseLong(amount.group(2)) * 1024);
      }
    }
    return mappings;
  }

  /** What of the memory of all processes is this one's: what it shares counts in parts. */
  static double proportionalMb(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      Matcher amount = AMOUNT.matcher(line);
      if (amount.matches() && amount.group(1).equals("Pss")) {
        return Long.parseLong(amount.group(2)) * 1024 / 1e6;
      }
    }
    throw new IOException("the kernel does not tell the proportional memory of process " + pid);
  }
}
