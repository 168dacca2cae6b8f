package dev.snapstart.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bars side by side: a group for each category, in it a bar for each series. */
public final class Chart {

  private final String title;
  private final String unit;
  private final List<String> categories;
  private final Map<String, List<@Nullable Double>> series = new LinkedHashMap<>();

  /** Without bars so far. */
  public Chart(String title, String unit, List<String> categories) {
    this.title = title;
    this.unit = unit;
    this.categories = List.copyOf(categories);
  }

  /** Adds a series' bar to a category: the median of the samples, nothing where there are none. */
  public void put(String name, String category, List<Double> samples) {
    List<@Nullable Double> bars =
        series.computeIfAbsent(
            name, any -> new ArrayList<>(Collections.nCopies(categories.size(), null)));
    if (!samples.isEmpty()) {
      bars.set(categories.indexOf(category), Quartiles.of(samples).median());
    }
  }

  public String title() {
    return title;
  }

  public String unit() {
    return unit;
  }

  public List<String> categories() {
    return categories;
  }

  /** The bars by series, null where a category has none. */
  public Map<String, List<@Nullable Double>> series() {
    return series;
  }
}
