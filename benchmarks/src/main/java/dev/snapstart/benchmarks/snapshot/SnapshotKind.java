package dev.snapstart.benchmarks.snapshot;

import java.util.ArrayList;
import java.util.List;

/** How a function is started whose snapshot is measured. */
enum SnapshotKind {
  PLAIN_NO_DIET("plain, no diet", false, false, false),
  PLAIN("plain", false, true, false),
  ARCHIVE_NO_DIET("archive, no diet", true, false, false),
  ARCHIVE("archive", true, true, false),
  ARCHIVE_C1("archive, C1", true, true, true);

  private final String label;
  private final boolean archived;
  private final boolean dieting;
  private final boolean firstCompilerOnly;

  SnapshotKind(String label, boolean archived, boolean dieting, boolean firstCompilerOnly) {
    this.label = label;
    this.archived = archived;
    this.dieting = dieting;
    this.firstCompilerOnly = firstCompilerOnly;
  }

  String label() {
    return label;
  }

  /** The value of {@code SNAPSTART_DIET}. */
  String diet() {
    return dieting ? "10" : "off";
  }

  /** The options of the JVM. */
  List<String> options(FunctionPackage function) {
    List<String> options = new ArrayList<>();
    if (archived) {
      options.addAll(function.archiveOptions());
      // the heap never gets smaller than it was at first
      options.add("-Xms8m");
    }
    if (firstCompilerOnly) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    return options;
  }
}
