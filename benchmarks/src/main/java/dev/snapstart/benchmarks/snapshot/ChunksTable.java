package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a store of images could share between them, and how small they get. */
public final class ChunksTable implements Findings {

  private final Samples samples;

  public ChunksTable(Samples samples) {
    this.samples = samples;
  }

  /** The median of a kind, of two publishes of the same build, in percent. */
  double equalPages(SnapshotKind kind) {
    return Quartiles.of(of(kind.label(), ChunksBenchmark.SAME).values("equalPages")).median();
  }

  @Override
  public String markdown() {
    return "Median (quartiles).\n\n" + shared() + "\n" + sizes() + "\n" + byKind();
  }

  @Override
  public List<Chart> charts() {
    List<String> published = List.copyOf(samples.texts("published"));
    Chart pages = new Chart("Pages that another image has, too", "%", published);
    List<String> states = List.of("as written", "without zero pages", "deflated");
    Chart size = new Chart("Pages of the image", "MB", states);
    for (String kind : kinds()) {
      for (String other : published) {
        pages.put(kind + ", 4 KiB", other, of(kind, other).values("equalPages"));
        pages.put(kind + ", 512 KiB", other, of(kind, other).values("equalChunks"));
      }
      Samples mine = samples.where("kind", kind);
      size.put(kind, states.get(0), mine.values("pagesMb"));
      size.put(kind, states.get(1), mine.values("notZeroMb"));
      size.put(kind, states.get(2), mine.values("deflatedMb"));
    }
    return List.of(pages, size);
  }

  private MarkdownTable shared() {
    MarkdownTable table =
        new MarkdownTable("started", "published beside it", "pages equal, %", "chunks equal, %");
    for (String kind : kinds()) {
      for (String other : samples.texts("published")) {
        Samples mine = of(kind, other);
        table.row(kind, other, mine.quartiles("equalPages"), mine.quartiles("equalChunks"));
      }
    }
    return table;
  }

  private MarkdownTable sizes() {
    MarkdownTable table =
        new MarkdownTable("started", "pages, MB", "without zero pages, MB", "deflated, MB");
    for (String kind : kinds()) {
      Samples mine = samples.where("kind", kind);
      table.row(
          kind,
          mine.quartiles("pagesMb"),
          mine.quartiles("notZeroMb"),
          mine.quartiles("deflatedMb"));
    }
    return table;
  }

  /** Medians. */
  private MarkdownTable byKind() {
    List<String> head = new ArrayList<>(List.of("started", "pages for", "MB", "deflated, MB"));
    samples.texts("published").forEach(other -> head.add("equal, %: " + other));
    MarkdownTable table = new MarkdownTable(head);
    for (String kind : kinds()) {
      Samples mine = samples.where("kind", kind);
      for (String pages : kindsOfPages(mine)) {
        List<String> cells = new ArrayList<>(List.of(kind, pages));
        cells.add(part(mine, "notZeroMbByKind", pages));
        cells.add(part(mine, "deflatedMbByKind", pages));
        for (String other : samples.texts("published")) {
          cells.add(part(of(kind, other), "equalPagesByKind", pages));
        }
        table.row(cells);
      }
    }
    return table;
  }

  private static Set<String> kindsOfPages(Samples samples) {
    Set<String> kinds = new TreeSet<>();
    samples.all().forEach(sample -> kinds.addAll(parts(sample, "notZeroMbByKind").keySet()));
    return kinds;
  }

  private static String part(Samples samples, String key, String name) {
    List<Double> values = new ArrayList<>();
    for (Map<String, Object> sample : samples.all()) {
      Double value = parts(sample, key).get(name);
      if (value != null) {
        values.add(value);
      }
    }
    return values.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.1f", Quartiles.of(values).median());
  }

  private static Map<String, Double> parts(Map<String, Object> sample, String key) {
    Map<String, Double> parts = new LinkedHashMap<>();
    if (sample.get(key) instanceof Map<?, ?> map) {
      map.forEach((name, part) -> parts.put(String.valueOf(name), ((Number) part).doubleValue()));
    }
    return parts;
  }

  /** Not in the order of the first round, which is random. */
  private Set<String> kinds() {
    return new TreeSet<>(samples.texts("kind"));
  }

  private Samples of(String kind, String published) {
    return samples.where("kind", kind).where("published", published);
  }
}
