package dev.snapstart.benchmarks;

import dev.snapstart.benchmarks.SpotBugsProcess.Cost;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One process of SpotBugs and what it cost.
 *
 * @param detectors which ran
 * @param round which processes ran next to it
 * @param cost what it took
 */
record RulesSample(Detectors detectors, int round, Cost cost) {

  /** What SpotBugs runs. */
  enum Detectors {
    /** One that does nothing. */
    NOTHING("NoDetector"),
    /** AWS's. */
    PEER(
        "BuildRandomReturningMethodsDatabase,"
            + "CacheLambdaHandlerFields,"
            + "CacheLambdaHandlerParentClasses,"
            + "LambdaHandlerInitedWithRandomValue"),
    /** Ours. */
    OURS("SnapshotDetector");

    private final String names;

    Detectors(String names) {
      this.names = names;
    }

    /** As SpotBugs' command line names them. */
    String names() {
      return names;
    }
  }

  /** A line of the raw samples. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("benchmark", "rules");
    map.put("java", System.getProperty("java.version"));
    map.put("detectors", detectors.name());
    map.put("round", round);
    map.put("seconds", cost.seconds());
    map.put("cpuSeconds", cost.cpuSeconds());
    map.put("peakMib", cost.peakMib());
    map.put("heapMib", cost.heapMib());
    map.put("allocatedMib", cost.allocatedMib());
    map.put("findings", cost.findings());
    return map;
  }
}
