package dev.snapstart.benchmarks.measure;

import java.util.List;
import java.util.function.Function;

/** What the samples of one benchmark say, on one JDK. */
public interface Findings {

  /** The tables of each JDK that samples were taken on, under its name. */
  static String perJdk(Samples samples, Function<Samples, Findings> findings) {
    StringBuilder text = new StringBuilder();
    for (String java : samples.texts("java")) {
      text.append("\n**Java ").append(java).append("**\n\n");
      text.append(findings.apply(samples.where("java", java)).markdown());
    }
    return text.toString();
  }

  /** Tables and a word to each. */
  String markdown();

  /** The same for the eye, as far as it needs to be seen. */
  default List<Chart> charts() {
    return List.of();
  }
}
