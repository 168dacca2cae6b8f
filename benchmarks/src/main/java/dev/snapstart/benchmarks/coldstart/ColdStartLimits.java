package dev.snapstart.benchmarks.coldstart;

import dev.snapstart.benchmarks.measure.Limit;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import dev.snapstart.benchmarks.process.StartMode;

/**
 * How many classes our runtime may load from elsewhere than the JDK's own archive, and that it does
 * not initialise {@code BigDecimal}, which costs JDK 25 more than 10 ms, for an event without one.
 */
final class ColdStartLimits {

  private static final int STREAM = 125;
  private static final int POJO = 320;

  private ColdStartLimits() {}

  /** The exit status: 0 within all limits, else 1. */
  static int check(Samples samples) {
    Samples ours = samples.where("runtime", RuntimeKind.OURS).where("mode", StartMode.PLAIN);
    return check(ours, FunctionKind.STREAM, STREAM) | check(ours, FunctionKind.POJO, POJO);
  }

  private static int check(Samples ours, FunctionKind function, int most) {
    int status = 0;
    Samples its = ours.where("function", function);
    for (String java : its.texts("java")) {
      String what = "Java " + java + ", " + function + ": ";
      Samples same = its.where("java", java);
      status |=
          Limit.atMost(most, what + "classes not shared")
              .check(same.values("classesNotShared").get(0));
      status |=
          Limit.atMost(0, what + "initialisations of BigDecimal")
              .check(same.values("decimals").get(0));
    }
    return status;
  }
}
