package dev.snapstart.benchmarks.packaging;

import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Samples;

/** What a start-up archive saves. */
public final class PackageTable implements Findings {

  private final Samples samples;

  public PackageTable(Samples samples) {
    this.samples = samples;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable("start from", "time to first answer, ms, median (quartiles)", "ZIP, MB");
    for (String archive : samples.texts("archive")) {
      Samples mine = samples.where("archive", archive);
      table.row(archive, mine.quartiles("firstAnswerMs"), mine.median("zipMb"));
    }
    return table.toString();
  }
}
