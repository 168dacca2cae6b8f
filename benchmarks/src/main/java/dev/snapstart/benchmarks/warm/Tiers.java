package dev.snapstart.benchmarks.warm;

/** How far the JVM compiles. */
public enum Tiers {
  /** C1 and C2, the JVM's default. */
  ALL("all", 4),
  /** C1 alone, as Lambda's managed runtimes have it for functions that start on demand. */
  C1("C1", 1);

  private final String label;
  private final int last;

  Tiers(String label, int last) {
    this.label = label;
    this.last = last;
  }

  /** The JVM's option; the last one of a command counts. */
  String option() {
    return "-XX:TieredStopAtLevel=" + last;
  }

  @Override
  public String toString() {
    return label;
  }
}
