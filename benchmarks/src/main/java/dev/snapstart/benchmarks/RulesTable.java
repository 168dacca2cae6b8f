package dev.snapstart.benchmarks;

import dev.snapstart.benchmarks.RulesSample.Detectors;
import dev.snapstart.benchmarks.SpotBugsProcess.Cost;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * What detectors cost, and what they cost themselves: what is left of it without the process of the
 * same round that did nothing.
 */
final class RulesTable {

  private final Map<Integer, Map<Detectors, Cost>> rounds = new TreeMap<>();

  RulesTable(List<RulesSample> samples) {
    for (RulesSample sample : samples) {
      rounds
          .computeIfAbsent(sample.round(), any -> new TreeMap<>())
          .put(sample.detectors(), sample.cost());
    }
  }

  /** What they cost, with what SpotBugs itself does. */
  Quartiles all(Detectors detectors, ToDoubleFunction<Cost> value) {
    return over((round, nothing) -> value.applyAsDouble(round.get(detectors)), value);
  }

  /** What they cost themselves. */
  Quartiles own(Detectors detectors, ToDoubleFunction<Cost> value) {
    return over((round, nothing) -> value.applyAsDouble(round.get(detectors)) - nothing, value);
  }

  /** How ours itself compares with the peer itself. */
  Quartiles ratio(ToDoubleFunction<Cost> value) {
    return over(
        (round, nothing) ->
            (value.applyAsDouble(round.get(Detectors.OURS)) - nothing)
                / (value.applyAsDouble(round.get(Detectors.PEER)) - nothing),
        value);
  }

  private Quartiles over(
      ToDoubleBiFunction<Map<Detectors, Cost>, Double> each, ToDoubleFunction<Cost> value) {
    return Quartiles.of(
        rounds.values().stream()
            .map(round ->
                each.applyAsDouble(round, value.applyAsDouble(round.get(Detectors.NOTHING))))
            .toList());
  }

  @Override
  public String toString() {
    return "| | nothing | peer | ours | peer itself | ours itself | ours / peer |\n"
        + "|---|---|---|---|---|---|---|\n"
        + row("time, s", Cost::seconds)
        + row("CPU time, s", Cost::cpuSeconds)
        + row("peak memory, MiB", Cost::peakMib)
        + row("heap after a collection, at most, MiB", Cost::heapMib)
        + row("allocated, MiB", Cost::allocatedMib);
  }

  private String row(String name, ToDoubleFunction<Cost> value) {
    return String.join(
            " | ",
            "| " + name,
            all(Detectors.NOTHING, value).toString(),
            all(Detectors.PEER, value).toString(),
            all(Detectors.OURS, value).toString(),
            own(Detectors.PEER, value).toString(),
            own(Detectors.OURS, value).toString(),
            ratio(value).toString())
        + " |\n";
  }
}
