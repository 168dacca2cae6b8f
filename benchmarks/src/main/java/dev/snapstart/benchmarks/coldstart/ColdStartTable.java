package dev.snapstart.benchmarks.coldstart;

import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Ratio;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import dev.snapstart.benchmarks.process.StartMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Time to the first answer and what it costs, on each runtime. */
public final class ColdStartTable implements Findings {

  private static final String ANSWER = "firstAnswerMs";

  private final Samples samples;

  public ColdStartTable(Samples samples) {
    this.samples = samples;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "function",
            "start",
            "floor, ms",
            "RIC, ms",
            "ours, ms",
            "ours / RIC (95 %)",
            "ours / RIC plain",
            "CPU, RIC → ours, ms",
            "peak, RIC → ours, MiB",
            "classes, RIC → ours",
            "not shared");
    for (FunctionKind function : functions()) {
      for (StartMode mode : modes(function)) {
        Samples today =
            samples
                .where("function", function)
                .where("mode", StartMode.PLAIN)
                .where("runtime", RuntimeKind.RIC);
        Samples both = samples.where("function", function).where("mode", mode);
        Samples ric = both.where("runtime", RuntimeKind.RIC);
        Samples ours = both.where("runtime", RuntimeKind.OURS);
        table.row(
            function.toString(),
            mode.toString(),
            both.where("runtime", RuntimeKind.FLOOR).quartiles(ANSWER),
            ric.quartiles(ANSWER),
            ours.quartiles(ANSWER),
            Ratio.text(ours.values(ANSWER), ric.values(ANSWER)),
            Ratio.text(ours.values(ANSWER), today.values(ANSWER)),
            change(ric.median("cpuMs"), ours.median("cpuMs")),
            change(ric.median("peakMib"), ours.median("peakMib")),
            change(ric.median("classes"), ours.median("classes")),
            change(ric.median("classesNotShared"), ours.median("classesNotShared")));
      }
    }
    return "Time to the first answer, ms, median (quartiles); control, a JVM that does nothing: "
        + samples.where("runtime", RuntimeKind.CONTROL).quartiles(ANSWER)
        + "\n\n"
        + table;
  }

  @Override
  public List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    for (FunctionKind function : functions()) {
      List<StartMode> modes = modes(function);
      Chart chart =
          new Chart(
              "First answer: " + function, "ms", modes.stream().map(StartMode::toString).toList());
      for (RuntimeKind runtime : List.of(RuntimeKind.FLOOR, RuntimeKind.RIC, RuntimeKind.OURS)) {
        for (StartMode mode : modes) {
          chart.put(
              runtime.toString(),
              mode.toString(),
              samples
                  .where("function", function)
                  .where("runtime", runtime)
                  .where("mode", mode)
                  .values(ANSWER));
        }
      }
      charts.add(chart);
    }
    return charts;
  }

  private List<FunctionKind> functions() {
    Set<String> measured = samples.texts("function");
    return Arrays.stream(FunctionKind.values())
        .filter(function -> measured.contains(function.toString()))
        .toList();
  }

  private List<StartMode> modes(FunctionKind function) {
    Set<String> measured = samples.where("function", function).texts("mode");
    return Arrays.stream(StartMode.values())
        .filter(mode -> measured.contains(mode.toString()))
        .toList();
  }

  private static String change(String from, String to) {
    return from.isEmpty() ? to : from + " → " + to;
  }
}
