package dev.snapstart.benchmarks.report;

import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Ratio;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import dev.snapstart.benchmarks.process.StartMode;
import dev.snapstart.benchmarks.rules.RulesTable;
import dev.snapstart.benchmarks.warm.Size;
import dev.snapstart.benchmarks.warm.Tiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What we want to reach on the newest JDK, and whether the samples say that we have. */
final class Goals {

  private static final String ANSWER = "firstAnswerMs";

  /** What a number is compared with that is no ratio. */
  private static final List<Double> ONE = List.of(1.0);

  private final List<Goal> goals = new ArrayList<>();
  private final Samples starts;
  private final String caption;

  /**
   * One of them.
   *
   * @param what is compared
   * @param atMost the ratio that is wanted
   * @param ours its numerator
   * @param theirs its denominator
   */
  private record Goal(String what, double atMost, List<Double> ours, List<Double> theirs) {

    /** As a row of the table. */
    List<String> row() {
      String wanted = String.format(Locale.ROOT, "%.2f", atMost);
      if (ours.isEmpty() || theirs.isEmpty()) {
        return List.of(what, wanted, "not measured yet", "");
      }
      Ratio ratio = Ratio.of(ours, theirs);
      String reached = ratio.upper() <= atMost ? "yes" : ratio.value() <= atMost ? "about" : "no";
      return List.of(what, wanted, ratio.toString(), reached);
    }
  }

  Goals(Map<Section, Samples> samples) {
    this.starts = newest(samples, Section.COLD_START);
    this.caption = samples.getOrDefault(Section.COLD_START, Samples.NONE).caption();
    coldStarts();
    warm(newest(samples, Section.WARM));
    snapshots(newest(samples, Section.SNAPSHOT));
    RulesTable rules = new RulesTable(samples.getOrDefault(Section.RULES, Samples.NONE));
    goal("rules: time / AWS's scanner", 0.33, rules.ratios("seconds"), ONE);
    goal("rules: live heap / AWS's scanner", 1, rules.ratios("heapMib"), ONE);
  }

  /** Each goal, what was measured, and whether it is reached with 95 % confidence. */
  String markdown() {
    MarkdownTable table = new MarkdownTable("goal", "at most", "measured (95 %)", "reached");
    goals.forEach(goal -> table.row(goal.row()));
    return table.toString();
  }

  /** What a newcomer wants to see: today, and with us. */
  String headline() {
    MarkdownTable table =
        new MarkdownTable(
            "time to the first answer, ms",
            "AWS's client",
            "ours",
            "ours, packaged",
            "ours, restored",
            "best / AWS's");
    for (FunctionKind function : FunctionKind.values()) {
      List<Double> today = answers(function, RuntimeKind.RIC, StartMode.PLAIN);
      List<Double> packaged = answers(function, RuntimeKind.OURS, StartMode.PACKAGED);
      List<Double> restored = answers(function, RuntimeKind.OURS, StartMode.PRIMED);
      boolean isRestoredBest =
          !restored.isEmpty() && !packaged.isEmpty() && Ratio.of(restored, packaged).value() < 1;
      table.row(
          function.description(),
          median(today),
          median(answers(function, RuntimeKind.OURS, StartMode.PLAIN)),
          median(packaged),
          median(restored),
          Ratio.text(isRestoredBest ? restored : packaged, today));
    }
    return table + "\nMedians; " + caption + ".";
  }

  private void coldStarts() {
    List<Double> ricPlain = answers(FunctionKind.POJO, RuntimeKind.RIC, StartMode.PLAIN);
    goal(
        "beans, first answer: ours packaged / AWS's plain",
        0.22,
        answers(FunctionKind.POJO, RuntimeKind.OURS, StartMode.PACKAGED),
        ricPlain);
    goal(
        "beans, first answer: ours with AOT cache / AWS's with AOT cache",
        0.60,
        answers(FunctionKind.POJO, RuntimeKind.OURS, StartMode.AOT),
        answers(FunctionKind.POJO, RuntimeKind.RIC, StartMode.AOT));
    goal(
        "beans, first answer: ours plain / AWS's plain",
        0.45,
        answers(FunctionKind.POJO, RuntimeKind.OURS, StartMode.PLAIN),
        ricPlain);
    for (StartMode mode : List.of(StartMode.AOT, StartMode.PLAIN)) {
      goal(
          "stream, first answer: ours / floor, " + mode,
          1.15,
          answers(FunctionKind.STREAM, RuntimeKind.OURS, mode),
          answers(FunctionKind.STREAM, RuntimeKind.FLOOR, mode));
    }
  }

  private void warm(Samples all) {
    Samples measured = all.where("tiers", Tiers.ALL);
    List<Double> beans = invocations(measured, RuntimeKind.OURS, FunctionKind.POJO, Size.KB_1);
    goal(
        "warm invocation, beans of 1 KB: ours / AWS's",
        0.70,
        beans,
        invocations(measured, RuntimeKind.RIC, FunctionKind.POJO, Size.KB_1));
    goal(
        "warm invocation, beans of 1 KB: ours / floor",
        1.25,
        beans,
        invocations(measured, RuntimeKind.FLOOR, FunctionKind.STREAM, Size.KB_1));
    goal(
        "warm invocation, stream of 6 MB: ours / AWS's",
        0.60,
        invocations(measured, RuntimeKind.OURS, FunctionKind.STREAM, Size.MB_6),
        invocations(measured, RuntimeKind.RIC, FunctionKind.STREAM, Size.MB_6));
    goal(
        "warm invocation, stream of 1 KB: bytes allocated",
        2048,
        warm(measured, RuntimeKind.OURS, FunctionKind.STREAM, Size.KB_1).values("allocatedBytes"),
        ONE);
  }

  private static List<Double> invocations(
      Samples all, RuntimeKind runtime, FunctionKind function, Size size) {
    return warm(all, runtime, function, size).values("answerP50Us");
  }

  private static Samples warm(Samples all, RuntimeKind runtime, FunctionKind function, Size size) {
    return all.where("runtime", runtime).where("function", function).where("size", size);
  }

  private void snapshots(Samples all) {
    Samples cold = all.where("kind", "cold");
    Samples restored = all.where("kind", "archive");
    goal(
        "Spring, first answer: restored after priming / cold",
        0.03,
        restored.values(ANSWER),
        cold.values(ANSWER));
    goal("Spring: MB of the image", 60, restored.values("imageMb"), ONE);
    goal(
        "Spring, all at once: restored / cold",
        0.06,
        restored.values("atOnceMs"),
        cold.values("atOnceMs"));
    goal(
        "Spring: first invocation after the restore / steady p99",
        1.5,
        restored.values("firstInvocationMs"),
        restored.values("steadyP99Ms"));
  }

  private void goal(String what, double atMost, List<Double> ours, List<Double> theirs) {
    goals.add(new Goal(what, atMost, ours, theirs));
  }

  private List<Double> answers(FunctionKind function, RuntimeKind runtime, StartMode mode) {
    return starts
        .where("function", function)
        .where("runtime", runtime)
        .where("mode", mode)
        .values(ANSWER);
  }

  private static String median(List<Double> samples) {
    return samples.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.0f", Quartiles.of(samples).median());
  }

  /** The samples of the newest JDK. */
  private static Samples newest(Map<Section, Samples> samples, Section section) {
    Samples all = samples.getOrDefault(section, Samples.NONE);
    return all.texts("java").stream()
        .max(Comparator.comparing(Runtime.Version::parse))
        .map(java -> all.where("java", java))
        .orElse(all);
  }
}
