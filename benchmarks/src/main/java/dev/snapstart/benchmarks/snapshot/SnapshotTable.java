package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a snapshot of a Spring function costs, and what the diet before it gains. */
public final class SnapshotTable implements Findings {

  private static final String COLD = "cold";

  private final Samples samples;

  public SnapshotTable(Samples samples) {
    this.samples = samples;
  }

  /** The median of a kind. */
  double imageMb(SnapshotKind kind) {
    return Quartiles.of(of(kind.label()).values("imageMb")).median();
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "median (quartiles)",
            "image, MB",
            "checkpoint, ms",
            "first answer, ms",
            "/ cold",
            "all at once, ms",
            "/ cold",
            "first invocation, ms",
            "/ steady p99",
            "its page faults",
            "steady, cold caches, ms");
    Samples cold = of(COLD);
    for (String kind : kinds()) {
      Samples mine = of(kind);
      table.row(
          kind,
          mine.quartiles("imageMb"),
          mine.quartiles("checkpointMs"),
          mine.quartiles("firstAnswerMs"),
          ratio(mine.values("firstAnswerMs"), cold.values("firstAnswerMs")),
          mine.quartiles("atOnceMs"),
          ratio(mine.values("atOnceMs"), cold.values("atOnceMs")),
          mine.quartiles("firstInvocationMs"),
          ratio(mine.values("firstInvocationMs"), mine.values("steadyP99Ms")),
          mine.quartiles("firstInvocationFaults"),
          mine.quartiles("sweptMs"));
    }
    return table + "\n" + pages();
  }

  @Override
  public List<Chart> charts() {
    List<String> kinds = List.copyOf(kinds());
    Chart answer = new Chart("Spring: first answer", "ms", kinds);
    Chart image = new Chart("Spring: image of the snapshot", "MB", kinds);
    for (String kind : kinds) {
      answer.put("first answer", kind, of(kind).values("firstAnswerMs"));
      image.put("image", kind, of(kind).values("imageMb"));
    }
    return List.of(answer, image);
  }

  /** Where the pages are that would be in the image, in MB, medians. */
  private MarkdownTable pages() {
    Set<String> names = new TreeSet<>();
    samples.all().forEach(sample -> names.addAll(pagesOf(sample).keySet()));
    List<String> head = new ArrayList<>(List.of("pages, MB"));
    head.addAll(names);
    MarkdownTable table = new MarkdownTable(head);
    for (SnapshotKind kind : SnapshotKind.values()) {
      List<String> cells = new ArrayList<>(List.of(kind.label()));
      for (String name : names) {
        List<Double> megabytes = new ArrayList<>();
        for (Map<String, Object> sample : of(kind.label()).all()) {
          megabytes.add(pagesOf(sample).getOrDefault(name, 0L) / 1e6);
        }
        cells.add(
            megabytes.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.1f", Quartiles.of(megabytes).median()));
      }
      table.row(cells);
    }
    return table;
  }

  private static Map<String, Long> pagesOf(Map<String, Object> sample) {
    Map<String, Long> pages = new TreeMap<>();
    if (sample.get("pages") instanceof Map<?, ?> map) {
      map.forEach((name, bytes) -> pages.put(String.valueOf(name), ((Number) bytes).longValue()));
    }
    return pages;
  }

  private static Set<String> kinds() {
    Set<String> kinds = new LinkedHashSet<>(List.of(COLD, "cold, archive"));
    for (SnapshotKind kind : SnapshotKind.values()) {
      kinds.add(kind.label());
    }
    return kinds;
  }

  private Samples of(String kind) {
    return samples.where("kind", kind);
  }

  /** Of medians: the samples are no pairs. */
  private static String ratio(List<Double> values, List<Double> base) {
    return values.isEmpty() || base.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, "%.3f", Quartiles.of(values).median() / Quartiles.of(base).median());
  }
}
