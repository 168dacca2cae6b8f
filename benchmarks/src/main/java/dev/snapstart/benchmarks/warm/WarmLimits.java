package dev.snapstart.benchmarks.warm;

import dev.snapstart.benchmarks.measure.Limit;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import java.util.List;

/** What an invocation with a small stream event may cost at most; counts, as times are noise. */
final class WarmLimits {

  private static final double ALLOCATED_BYTES = 2048;

  /** Two writes and two reads, and a little for what the JVM does now and then. */
  private static final double CALLS = 4.5;

  private WarmLimits() {}

  /** The exit status: 0 within all limits, else 1. */
  static int check(Samples samples) {
    Samples ours =
        samples.where("runtime", RuntimeKind.OURS).where("function", FunctionKind.STREAM);
    int status = 0;
    for (String java : ours.texts("java")) {
      for (String tiers : ours.texts("tiers")) {
        for (Size size : Size.values()) {
          if (size.isSmall()) {
            Samples some = ours.where("java", java).where("tiers", tiers).where("size", size);
            String what = "Java " + java + ", tiers " + tiers + ", " + size + ": ";
            status |= check(what + "bytes an invocation", ALLOCATED_BYTES, some, "allocatedBytes");
            status |= check(what + "system calls an invocation", CALLS, some, "calls");
          }
        }
      }
    }
    return status;
  }

  private static int check(String what, double most, Samples samples, String key) {
    List<Double> values = samples.values(key);
    return values.isEmpty() ? 0 : Limit.atMost(most, what).check(Quartiles.of(values).median());
  }
}
