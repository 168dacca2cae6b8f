package dev.snapstart.benchmarks.measure;

import java.util.List;

/** What the samples of one benchmark say, on one JDK. */
public interface Findings {

  /** Tables and a word to each. */
  String markdown();

  /** The same for the eye, as far as it needs to be seen. */
  default List<Chart> charts() {
    return List.of();
  }
}
