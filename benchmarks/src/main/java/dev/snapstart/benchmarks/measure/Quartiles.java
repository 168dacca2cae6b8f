package dev.snapstart.benchmarks.measure;

import java.util.List;
import java.util.Locale;

/** A median and where the middle half of the samples lies. */
public record Quartiles(double lower, double median, double upper) {

  public static Quartiles of(List<Double> samples) {
    List<Double> sorted = samples.stream().sorted().toList();
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  /** A share of the samples is below it; between two samples where it has to be. */
  static double at(List<Double> sorted, double share) {
    double index = share * (sorted.size() - 1);
    int below = (int) index;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (index - below) * (sorted.get(above) - sorted.get(below));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, lower, upper);
  }
}
