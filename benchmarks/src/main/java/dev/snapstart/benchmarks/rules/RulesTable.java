package dev.snapstart.benchmarks.rules;

import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * What detectors cost, and what they cost themselves: what is left of it without the process of the
 * same round that did nothing.
 */
public final class RulesTable implements Findings {

  private final Samples samples;

  public RulesTable(Samples samples) {
    this.samples = samples;
  }

  /** What they cost themselves. */
  Quartiles own(Detectors detectors, String key) {
    return Quartiles.of(ownByRound(detectors, key));
  }

  /** How ours itself compares with the peer itself, round by round. */
  public List<Double> ratios(String key) {
    List<Double> peer = ownByRound(Detectors.PEER, key);
    List<Double> ours = ownByRound(Detectors.OURS, key);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < peer.size(); i++) {
      ratios.add(ours.get(i) / peer.get(i));
    }
    return ratios;
  }

  private List<Double> ownByRound(Detectors detectors, String key) {
    return byRound(key, detectors, Detectors.NOTHING, (value, nothing) -> value - nothing);
  }

  /** Joins two processes of each round; a round that was not completed is left out. */
  private List<Double> byRound(
      String key, Detectors one, Detectors other, DoubleBinaryOperator joined) {
    List<Double> values = new ArrayList<>();
    for (String round : samples.texts("round")) {
      Samples mine = samples.where("round", round);
      if (mine.texts("detectors").size() == Detectors.values().length) {
        values.add(
            joined.applyAsDouble(
                mine.where("detectors", one).values(key).get(0),
                mine.where("detectors", other).values(key).get(0)));
      }
    }
    return values;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "", "nothing", "peer", "ours", "peer itself", "ours itself", "ours / peer");
    row(table, "time, s", "seconds");
    row(table, "CPU time, s", "cpuSeconds");
    row(table, "peak memory, MiB", "peakMib");
    row(table, "heap after a collection, at most, MiB", "heapMib");
    row(table, "allocated, MiB", "allocatedMib");
    return String.join(", ", samples.texts("classes"))
        + " classes, "
        + String.join(", ", samples.texts("options"))
        + ", median (quartiles):\n\n"
        + table;
  }

  private void row(MarkdownTable table, String name, String key) {
    table.row(
        name,
        all(Detectors.NOTHING, key),
        all(Detectors.PEER, key),
        all(Detectors.OURS, key),
        own(Detectors.PEER, key).toString(),
        own(Detectors.OURS, key).toString(),
        Quartiles.of(ratios(key)).toString());
  }

  private String all(Detectors detectors, String key) {
    return samples.where("detectors", detectors).quartiles(key);
  }
}
