package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.snapshot.Smaps.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which pages a process uses: the kernel notes it, and forgets it when asked. */
final class TouchedPages {

  private static final String ALL = "1";

  private TouchedPages() {}

  /** Has the kernel forget what was used up to now. */
  static void forget(long pid) throws IOException {
    Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), ALL);
  }

  /**
   * What was used since then, in MB: of all, and of what the process has for itself, which is what
   * an image holds. The kernel tells both for mappings only, so where a mapping is in part a file's
   * the second is the most that it can be.
   */
  static Map<String, Object> since(long pid) throws IOException {
    long all = 0;
    long own = 0;
    long ownTouched = 0;
    for (Mapping mapping : Smaps.of(pid)) {
      long touched = mapping.bytes("Referenced");
      all += touched;
      own += mapping.bytes("Anonymous");
      ownTouched += Math.min(touched, mapping.bytes("Anonymous"));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("touchedMb", all / 1e6);
    facts.put("ownTouchedMb", ownTouched / 1e6);
    facts.put("ownMb", own / 1e6);
    return facts;
  }
}
