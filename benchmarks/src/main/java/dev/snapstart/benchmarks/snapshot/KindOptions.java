package dev.snapstart.benchmarks.snapshot;

import java.util.List;
import picocli.CommandLine.Option;

/** How the function of a benchmark is started before its snapshot. */
final class KindOptions {

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "plain,archive",
      description = "How it is started, such as plain or archive; default: ${DEFAULT-VALUE}.")
  private List<SnapshotKind> kinds = List.of();

  List<SnapshotKind> all() {
    return kinds;
  }

  /** Whether the one that is recommended, and has limits, is among them. */
  boolean haveArchive() {
    return kinds.contains(SnapshotKind.ARCHIVE);
  }
}
