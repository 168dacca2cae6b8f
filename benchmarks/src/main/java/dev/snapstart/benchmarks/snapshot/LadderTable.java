package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** First answer, image and time to publish on each rung of priming. */
public final class LadderTable implements Findings {

  private static final List<String> CHARTED =
      List.of("firstAnswerMs", "firstInvocationMs", "imageMb", "publishMs");
  private static final List<String> NAMES =
      List.of("first answer", "first invocation", "image", "time to publish");

  private final Samples samples;

  public LadderTable(Samples samples) {
    this.samples = samples;
  }

  /** The median of a rung. */
  double imageMb(SnapshotKind kind, String rung) {
    return Quartiles.of(of(kind.label(), rung).values("imageMb")).median();
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "started",
            "requests before",
            "first answer, ms",
            "p90, ms",
            "first invocation, ms",
            "p90, ms",
            "image, MB",
            "publish, ms",
            "of it init, hooks, diet, ms",
            "dump, ms");
    for (String kind : kinds()) {
      for (String rung : rungs(kind)) {
        Samples mine = of(kind, rung);
        table.row(
            kind,
            rung,
            mine.quartiles("firstAnswerMs"),
            mine.p90("firstAnswerMs"),
            mine.quartiles("firstInvocationMs"),
            mine.p90("firstInvocationMs"),
            mine.quartiles("imageMb"),
            mine.median("publishMs"),
            mine.median("initMs"),
            mine.median("checkpointMs"));
      }
    }
    return "Median (quartiles).\n\n" + table;
  }

  /** All in parts of what it is without priming, so that they fit on one scale. */
  @Override
  public List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    for (String kind : kinds()) {
      List<String> rungs = List.copyOf(rungs(kind));
      Chart chart = new Chart("Priming: " + kind, "without = 1", rungs);
      for (int i = 0; i < CHARTED.size(); i++) {
        List<Double> without = of(kind, rungs.get(0)).values(CHARTED.get(i));
        double base = Quartiles.of(without).median();
        for (String rung : rungs) {
          List<Double> values = of(kind, rung).values(CHARTED.get(i));
          chart.put(NAMES.get(i), rung, values.stream().map(value -> value / base).toList());
        }
      }
      charts.add(chart);
    }
    return charts;
  }

  /** From none to most. */
  private Set<String> rungs(String kind) {
    Set<String> rungs = new TreeSet<>(LadderTable::compare);
    rungs.addAll(samples.where("kind", kind).texts("rung"));
    return rungs;
  }

  private static int compare(String one, String other) {
    return Double.compare(requests(one), requests(other));
  }

  /** Classes without a request are between none and one. */
  private static double requests(String rung) {
    return rung.equals(LadderBenchmark.CLASSES) ? 0.5 : Double.parseDouble(rung);
  }

  /** Not in the order of the first round, which is random. */
  private Set<String> kinds() {
    return new TreeSet<>(samples.texts("kind"));
  }

  private Samples of(String kind, String rung) {
    return samples.where("kind", kind).where("rung", rung);
  }
}
