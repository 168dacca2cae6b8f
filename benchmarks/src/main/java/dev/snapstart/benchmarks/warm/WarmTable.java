package dev.snapstart.benchmarks.warm;

import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Ratio;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import java.util.ArrayList;
import java.util.List;

/** Times and costs of warm invocations, on each runtime. */
public final class WarmTable implements Findings {

  private static final String P50 = "answerP50Us";
  private static final String TURN = "turnP50Us";

  private final Samples samples;

  public WarmTable(Samples samples) {
    this.samples = samples;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "function",
            "event",
            "tiers",
            "floor, p50, µs",
            "RIC, p50, µs",
            "ours, p50, µs",
            "ours / RIC (95 %)",
            "ours / floor (95 %)",
            "with the event's way, ours / RIC",
            "p99, RIC → ours, µs",
            "CPU, RIC → ours, µs",
            "allocated, RIC → ours, bytes",
            "system calls, RIC → ours");
    for (Payload payload : Payload.all()) {
      for (Tiers tiers : Tiers.values()) {
        Samples ours = of(RuntimeKind.OURS, payload, tiers);
        Samples ric = of(RuntimeKind.RIC, payload, tiers);
        Samples floor = floor(payload, tiers);
        if (!ours.isEmpty()) {
          table.row(
              payload.function().toString(),
              payload.size().toString(),
              tiers.toString(),
              floor.quartiles(P50),
              ric.quartiles(P50),
              ours.quartiles(P50),
              Ratio.text(ours.values(P50), ric.values(P50)),
              Ratio.text(ours.values(P50), floor.values(P50)),
              Ratio.text(ours.values(TURN), ric.values(TURN)),
              change(ric, ours, "answerP99Us"),
              change(ric, ours, "cpuUs"),
              change(ric, ours, "allocatedBytes"),
              change(ric, ours, "calls"));
        }
      }
    }
    return "From the event's last byte written to the answer's last byte read; median (quartiles)"
        + " over processes of each one's p50. A closed loop: the next event is given when the"
        + " function asks for it, as Lambda does, so nothing waits in a queue. *With the event's"
        + " way* begins when the event is asked for, as a function that reads slowly lets"
        + " the server wait. The floor echoes in the rows of pojo, too. CPU includes the JVM's own"
        + " threads.\n\n"
        + table;
  }

  @Override
  public List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    for (Tiers tiers : Tiers.values()) {
      charts.add(chart("Warm invocation, small events, tiers " + tiers, tiers, true));
      charts.add(chart("Warm invocation, large events, tiers " + tiers, tiers, false));
    }
    charts.removeIf(chart ->
        chart.series().values().stream()
            .allMatch(bars -> bars.stream().noneMatch(bar -> bar != null)));
    return charts;
  }

  private Chart chart(String title, Tiers tiers, boolean small) {
    List<Payload> payloads =
        Payload.all().stream().filter(payload -> payload.size().isSmall() == small).toList();
    Chart chart = new Chart(title, "µs", payloads.stream().map(Payload::toString).toList());
    for (Payload payload : payloads) {
      chart.put(
          RuntimeKind.FLOOR.toString(), payload.toString(), floor(payload, tiers).values(P50));
      for (RuntimeKind runtime : List.of(RuntimeKind.RIC, RuntimeKind.OURS)) {
        chart.put(runtime.toString(), payload.toString(), of(runtime, payload, tiers).values(P50));
      }
    }
    return chart;
  }

  /** What echoes the same bytes. */
  private Samples floor(Payload payload, Tiers tiers) {
    return of(RuntimeKind.FLOOR, new Payload(FunctionKind.STREAM, payload.size()), tiers);
  }

  private Samples of(RuntimeKind runtime, Payload payload, Tiers tiers) {
    return samples
        .where("runtime", runtime)
        .where("function", payload.function())
        .where("size", payload.size())
        .where("tiers", tiers);
  }

  private static String change(Samples from, Samples to, String key) {
    return from.median(key).isEmpty() ? to.median(key) : from.median(key) + " → " + to.median(key);
  }
}
