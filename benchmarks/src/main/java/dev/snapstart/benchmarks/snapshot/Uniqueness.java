package dev.snapstart.benchmarks.snapshot;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.benchmarks.snapshot.AtOnce.Started;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether clones of one snapshot are what they must be: the same process, and yet nobody's twin.
 */
final class Uniqueness {

  /** In the answers of the function's probes: made before the snapshot. */
  private static final String SHARED = "snapshot";

  private Uniqueness() {}

  /**
   * Compares the first answers, process ids and log streams.
   *
   * @throws IllegalStateException if two clones tell the same, or one is of another snapshot
   */
  static void check(List<Started> clones) throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    for (int clone = 0; clone < clones.size(); clone++) {
      for (Map.Entry<String, String> told : told(clones.get(clone)).entrySet()) {
        boolean isShared = told.getKey().equals(SHARED);
        Integer before = seen.putIfAbsent(told.toString(), clone);
        if (!isShared && before != null) {
          throw new IllegalStateException(
              "clones " + (before + 1) + " and " + (clone + 1) + " both tell " + told);
        }
        if (isShared && before == null && clone > 0) {
          throw new IllegalStateException("clone " + (clone + 1) + " is of no snapshot: " + told);
        }
      }
    }
  }

  private static Map<String, String> told(Started clone) throws IOException {
    Map<String, String> told = new LinkedHashMap<>();
    JSON.std
        .mapFrom(clone.answer().text())
        .forEach((probe, value) -> told.put(probe, String.valueOf(value)));
    if (!told.containsKey(SHARED)) {
      throw new IllegalStateException("no probes in the answer: " + told);
    }
    told.put("process id", Long.toString(clone.environment().pid()));
    told.put("log stream", clone.environment().logStream());
    return told;
  }
}
