package dev.snapstart.benchmarks.rules;

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
