package dev.snapstart.benchmarks.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/**
 * Takes samples of the JDK that runs this, round by round: in each all trials run once, in random
 * order, so that what else the machine does meets all of them.
 */
public final class Rounds {

  /** What is tried once a round, and the samples that it took. */
  public interface Trial extends Callable<List<Map<String, Object>>> {}

  private final Path samples;
  private final int count;

  /** As many, which write to this file. */
  Rounds(Path samples, int count) {
    this.samples = samples;
    this.count = count;
  }

  /** Runs all of each round, and writes what one took before the next one runs. */
  public void run(IntFunction<List<Trial>> trials) throws Exception {
    Random order = new Random(1);
    for (int round = 1; round <= count; round++) {
      List<Trial> shuffled = new ArrayList<>(trials.apply(round));
      Collections.shuffle(shuffled, order);
      for (Trial trial : shuffled) {
        for (Map<String, Object> measured : trial.call()) {
          Map<String, Object> sample = new LinkedHashMap<>();
          sample.put("java", System.getProperty("java.version"));
          sample.put("round", round);
          sample.putAll(measured);
          Samples.append(samples, sample);
        }
      }
      System.err.println("round " + round + " of " + count);
    }
  }
}
