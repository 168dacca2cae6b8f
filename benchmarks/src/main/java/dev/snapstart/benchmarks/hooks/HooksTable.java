package dev.snapstart.benchmarks.hooks;

import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Samples;

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
    for (String hooks : samples.texts("hooks")) {
      for (String library : samples.texts("library")) {
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
