package dev.snapstart.benchmarks.warm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;

/** How long the invocations of a stretch took. */
final class Latencies {

  private static final double[] PERCENTS = {50, 90, 99, 99.9};

  private final long[] sorted;

  Latencies(int count, IntToLongFunction nanos) {
    sorted = new long[count];
    Arrays.setAll(sorted, nanos);
    Arrays.sort(sorted);
  }

  /** Percentiles in us, none of which fewer than ten samples would tell. */
  Map<String, Object> facts(String name) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (double percent : PERCENTS) {
      double beyond = sorted.length * (100 - percent) / 100;
      if (beyond >= 9.99) {
        String key = name + "P" + (percent == 99.9 ? "999" : String.valueOf((int) percent)) + "Us";
        facts.put(key, micros(sorted[(int) (sorted.length * percent / 100)]));
      }
    }
    facts.put(name + "MaxUs", micros(sorted[sorted.length - 1]));
    return facts;
  }

  private static double micros(long nanos) {
    return nanos / 1e3;
  }
}
