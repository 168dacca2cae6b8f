package dev.snapstart.benchmarks.warm;

import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an invocation with a small stream event may cost at most; counts, as times are noise. */
final class WarmLimits {

  private static final double ALLOCATED_BYTES = 2048;

  /** Two writes and two reads, and a little for what the JVM does now and then. */
  private static final double CALLS = 4.5;

  private WarmLimits() {}

  /** Where our runtime passes them, a line each. */
  static List<String> excesses(Samples samples) {
    Samples ours =
        samples.where("runtime", RuntimeKind.OURS).where("function", FunctionKind.STREAM);
    List<String> excesses = new ArrayList<>();
    for (String java : ours.texts("java")) {
      for (String tiers : ours.texts("tiers")) {
        Arrays.stream(Size.values())
            .filter(Size::isSmall)
            .forEach(size -> {
              Samples some = ours.where("java", java).where("tiers", tiers).where("size", size);
              String what = "Java " + java + ", " + tiers + ", " + size + ": ";
              add(excesses, what + "bytes", some.values("allocatedBytes"), ALLOCATED_BYTES);
              add(excesses, what + "system calls", some.values("calls"), CALLS);
            });
      }
    }
    return excesses;
  }

  private static void add(List<String> excesses, String what, List<Double> values, double limit) {
    if (!values.isEmpty() && Quartiles.of(values).median() > limit) {
      excesses.add(
          String.format(
              Locale.ROOT,
              "over the limit: %s an invocation: %.1f (at most %.1f)",
              what,
              Quartiles.of(values).median(),
              limit));
    }
  }
}
