package dev.snapstart.benchmarks.report;

import dev.snapstart.benchmarks.codec.CodecTable;
import dev.snapstart.benchmarks.coldstart.ColdStartTable;
import dev.snapstart.benchmarks.hooks.HooksTable;
import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.packaging.PackageTable;
import dev.snapstart.benchmarks.rules.RulesTable;
import dev.snapstart.benchmarks.snapshot.ChunksTable;
import dev.snapstart.benchmarks.snapshot.LadderTable;
import dev.snapstart.benchmarks.snapshot.RestoresTable;
import dev.snapstart.benchmarks.snapshot.SnapshotTable;
import dev.snapstart.benchmarks.warm.WarmTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A benchmark in the report. */
enum Section {
  COLD_START("cold-start", "Cold start"),
  WARM("warm", "Warm invocations"),
  CODEC("codec", "Codecs"),
  SNAPSHOT("snapshot", "Snapshots"),
  LADDER("ladder", "Priming"),
  RESTORES("restores", "Restores"),
  CHUNKS("chunks", "Chunks"),
  PACKAGE("package", "Packages"),
  HOOKS("hooks", "Hooks"),
  RULES("rules", "Rules");

  private static final String JAVA = "java";

  private final String id;
  private final String title;

  Section(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Its command's name, with which the names of its files begin, too. */
  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** All of its samples: {@code ID.jsonl}, {@code ID-25.jsonl}. */
  Samples samples(Path directory) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        if (String.valueOf(file.getFileName()).matches(id + "(-\\d+)?\\.jsonl")) {
          all.addAll(Samples.read(file).all());
        }
      }
    }
    return new Samples(all);
  }

  /** How the samples were taken, and the tables, JDK by JDK. */
  String markdown(Samples samples) {
    if (samples.isEmpty()) {
      return "Not measured yet.\n";
    }
    return samples.caption() + ".\n" + Findings.perJdk(samples, this::findings);
  }

  /** The charts by JDK. */
  Map<String, List<Chart>> charts(Samples samples) {
    Map<String, List<Chart>> charts = new LinkedHashMap<>();
    for (String java : samples.texts(JAVA)) {
      charts.put(java, findings(samples.where(JAVA, java)).charts());
    }
    return charts;
  }

  private Findings findings(Samples samples) {
    return switch (this) {
      case COLD_START -> new ColdStartTable(samples);
      case WARM -> new WarmTable(samples);
      case CODEC -> new CodecTable(samples);
      case SNAPSHOT -> new SnapshotTable(samples);
      case LADDER -> new LadderTable(samples);
      case RESTORES -> new RestoresTable(samples);
      case CHUNKS -> new ChunksTable(samples);
      case PACKAGE -> new PackageTable(samples);
      case HOOKS -> new HooksTable(samples);
      case RULES -> new RulesTable(samples);
    };
  }
}
