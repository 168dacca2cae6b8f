package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What many restores at once take, and what one reads and touches. */
public final class RestoresTable implements Findings {

  private static final List<String> CACHES = List.of("warm", "cold");

  private final Samples samples;

  public RestoresTable(Samples samples) {
    this.samples = samples;
  }

  /** The median of a kind. */
  double ownTouchedMb(SnapshotKind kind) {
    return Quartiles.of(samples.where("kind", RestoresTrial.label(kind)).values("ownTouchedMb"))
        .median();
  }

  @Override
  public String markdown() {
    return "Median (quartiles).\n\n" + atOnce() + "\n" + cache() + "\n" + touched();
  }

  @Override
  public List<Chart> charts() {
    List<String> sizes = sizes().stream().map(Object::toString).toList();
    Chart last = new Chart("At once: until the last has answered", "ms", sizes);
    Chart memory = new Chart("At once: memory of all, shared pages in parts", "MB", sizes);
    Chart cache = new Chart("First answer by page cache", "ms", CACHES);
    for (String kind : kinds()) {
      for (String size : sizes) {
        Samples mine = of(kind, "atOnce", size);
        last.put(kind, size, mine.values("lastMs"));
        memory.put(kind, size, mine.values("pssMb"));
      }
    }
    for (String kind : measured("cache")) {
      for (String state : CACHES) {
        cache.put(kind, state, of(kind, "cache", state).values("firstAnswerMs"));
      }
    }
    return List.of(last, memory, cache);
  }

  private MarkdownTable atOnce() {
    MarkdownTable table =
        new MarkdownTable(
            "started",
            "at once",
            "last answer, ms",
            "median answer, ms",
            "CPU, ms",
            "CPU of each, ms",
            "PSS, MB",
            "PSS of each, MB");
    for (String kind : kinds()) {
      for (int size : sizes()) {
        Samples mine = of(kind, "atOnce", size);
        if (!mine.isEmpty()) {
          table.row(
              kind,
              Integer.toString(size),
              mine.quartiles("lastMs"),
              mine.quartiles("medianMs"),
              mine.quartiles("cpuMs"),
              each(mine.values("cpuMs"), size),
              mine.quartiles("pssMb"),
              each(mine.values("pssMb"), size));
        }
      }
    }
    return table;
  }

  private MarkdownTable cache() {
    MarkdownTable table =
        new MarkdownTable(
            "started",
            "page cache",
            "first answer, ms",
            "of the files in memory before, MB",
            "read from disk, MB",
            "major faults",
            "minor faults");
    for (String kind : measured("cache")) {
      for (String state : CACHES) {
        Samples mine = of(kind, "cache", state);
        table.row(
            kind,
            state,
            mine.quartiles("firstAnswerMs"),
            mine.median("cachedMb"),
            mine.median("readMb"),
            mine.quartiles("majorFaults"),
            mine.quartiles("minorFaults"));
      }
    }
    return table;
  }

  private MarkdownTable touched() {
    MarkdownTable table =
        new MarkdownTable(
            "started",
            "touched by the first answer, MB",
            "of it the clone's own, MB",
            "share of the image");
    for (String kind : measured("touchedMb")) {
      Samples mine = samples.where("kind", kind);
      List<Double> shares = new ArrayList<>();
      for (Map<String, Object> sample : mine.all()) {
        if (sample.get("ownTouchedMb") instanceof Number touched
            && sample.get("imageMb") instanceof Number image) {
          shares.add(100 * touched.doubleValue() / image.doubleValue());
        }
      }
      table.row(
          kind,
          mine.quartiles("touchedMb"),
          mine.quartiles("ownTouchedMb"),
          String.format(Locale.ROOT, "%.0f %%", Quartiles.of(shares).median()));
    }
    return table;
  }

  private static String each(List<Double> values, int size) {
    return String.format(Locale.ROOT, "%.1f", Quartiles.of(values).median() / size);
  }

  /** Not in the order of the first round, which is random. */
  private Set<String> kinds() {
    return new TreeSet<>(samples.texts("kind"));
  }

  /** The kinds of which there is such a sample. */
  private List<String> measured(String key) {
    return kinds().stream()
        .filter(kind -> !samples.where("kind", kind).texts(key).isEmpty())
        .toList();
  }

  private Set<Integer> sizes() {
    Set<Integer> sizes = new TreeSet<>();
    samples.texts("atOnce").forEach(size -> sizes.add(Integer.valueOf(size)));
    return sizes;
  }

  private Samples of(String kind, String key, Object value) {
    return samples.where("kind", kind).where(key, value);
  }
}
