package dev.snapstart.benchmarks.coldstart;

import dev.snapstart.benchmarks.measure.Limit;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import dev.snapstart.benchmarks.process.StartMode;
import java.util.List;

/** How many classes our runtime may load from elsewhere than the JDK's own archive. */
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
      List<Double> counts = its.where("java", java).values("classesNotShared");
      status |=
          Limit.atMost(most, "Java " + java + ", " + function + ": classes not shared")
              .check(counts.get(0));
    }
    return status;
  }
}
