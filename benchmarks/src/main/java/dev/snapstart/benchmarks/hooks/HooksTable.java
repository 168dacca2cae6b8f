package dev.snapstart.benchmarks.hooks;

import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Samples;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** What hooks cost, beside org.crac alone. */
public final class HooksTable implements Findings {

  private final Samples samples;

  public HooksTable(Samples samples) {
    this.samples = samples;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "hooks", "library", "register", "before the checkpoint", "after the restore");
    List<String> counts =
        samples.texts("hooks").stream().sorted(Comparator.comparingInt(Integer::parseInt)).toList();
    for (String hooks : counts) {
      for (String library : new TreeSet<>(samples.texts("library"))) {
        Samples mine = samples.where("hooks", hooks).where("library", library);
        table.row(
            hooks,
            library,
            mine.quartiles("registerMs"),
            mine.quartiles("beforeCheckpointMs"),
            mine.quartiles("afterRestoreMs"));
      }
    }
    return "ms, median (quartiles):\n\n" + table;
  }
}
