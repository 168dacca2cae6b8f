package dev.snapstart.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The ratio of two medians, and the interval in which it lies with 95 % confidence, by drawing from
 * the samples again and again.
 */
public record Ratio(double lower, double value, double upper) {

  private static final int DRAWS = 2_000;

  public static Ratio of(List<Double> ours, List<Double> theirs) {
    // always the same draws, so that a report made twice is the same
    Random random = new Random(1);
    double[] ratios = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      ratios[i] = median(draw(ours, random)) / median(draw(theirs, random));
    }
    List<Double> sorted = Arrays.stream(ratios).sorted().boxed().toList();
    return new Ratio(
        sorted.get(DRAWS / 40), median(ours) / median(theirs), sorted.get(DRAWS - DRAWS / 40));
  }

  /** The ratio as a text; empty where one side has no samples. */
  public static String text(List<Double> ours, List<Double> theirs) {
    return ours.isEmpty() || theirs.isEmpty() ? "" : of(ours, theirs).toString();
  }

  private static double median(List<Double> samples) {
    return Quartiles.of(samples).median();
  }

  private static List<Double> draw(List<Double> samples, Random random) {
    return random.ints(samples.size(), 0, samples.size()).mapToObj(samples::get).toList();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", value, lower, upper);
  }
}
