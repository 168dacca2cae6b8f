package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import java.io.IOException;

/**
 * What a function answered.
 *
 * @param text its response
 * @param invocationMs how long the invocation took
 */
record Answer(String text, double invocationMs) {

  /** Invokes with the event that all get. */
  static Answer of(Environment environment) throws IOException, InterruptedException {
    InvocationResult result = environment.invoke(FunctionPackage.EVENT);
    if (result.functionError() != null) {
      throw new IOException("the function that is measured failed: " + result.text());
    }
    return new Answer(result.text(), result.report().duration().toNanos() / 1e6);
  }

  static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
