package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a snapshot of a Spring function costs, and what the diet before it gains. */
@Command(
    name = "benchmarks/snapshot",
    description = {
      "Measures snapshots of a function with a web context of Spring Boot, with the emulator's"
          + " engine criu: cold and restored, with and without the diet before the checkpoint and"
          + " an archive of its classes, in random order. Writes raw samples and a table.",
      "Needs CRIU (tools/install-criu). Exit status: 0 within the limit, 1 the image with diet and"
          + " archive has grown over it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SnapshotBenchmark implements Callable<Integer> {

  private static final double MAX_IMAGE_MB = 64;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Snapshots of each kind; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--at-once",
      defaultValue = "16",
      description = "Restores at once; default: ${DEFAULT-VALUE}.")
  private int atOnce;

  @Option(
      names = "--cold-at-once",
      defaultValue = "1",
      description =
          "Rounds in which so many are started cold at once, too; default: ${DEFAULT-VALUE}.")
  private int coldAtOnce;

  @Option(
      names = "--steady",
      defaultValue = "1250",
      description =
          "Invocations, the last four fifths of which are the steady state; default: ${DEFAULT-VALUE}.")
  private int steady;

  @Option(
      names = "--priming",
      defaultValue = "100",
      description = "Requests before the checkpoint; default: ${DEFAULT-VALUE}.")
  private int priming;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      defaultValue = "target/snapshot.jsonl",
      description = "Raw samples, a line of JSON each; default: ${DEFAULT-VALUE}.")
  private Path samples = Path.of("");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SnapshotBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    measure();
    System.out.println("samples: " + samples);
    System.out.println();
    SnapshotTable table = new SnapshotTable(Samples.read(samples));
    System.out.print(table.markdown());
    double image = table.imageMb(SnapshotKind.ARCHIVE);
    System.out.println(
        "image with diet and archive: " + image + " MB (limit " + MAX_IMAGE_MB + ")");
    return image <= MAX_IMAGE_MB ? 0 : 1;
  }

  private void measure() throws Exception {
    Samples.begin(samples, "benchmarks/snapshot --rounds " + rounds + " --at-once " + atOnce);
    SpringPackage spring = SpringPackage.build(Path.of("target", "snapshot"));
    Random order = new Random(1);
    try (Emulator emulator =
        Emulator.builder().engine(Engine.CRIU).limits(SpringPackage.PATIENT).build()) {
      SnapshotTrial trial = new SnapshotTrial(emulator, spring, atOnce, steady);
      for (int round = 1; round <= rounds; round++) {
        for (Callable<Map<String, Object>> each : round(trial, round, order)) {
          written(round, each.call());
        }
        System.err.println("round " + round + " of " + rounds);
      }
    }
  }

  private List<Callable<Map<String, Object>>> round(SnapshotTrial trial, int number, Random order) {
    List<Callable<Map<String, Object>>> round = new ArrayList<>();
    for (SnapshotKind kind : SnapshotKind.values()) {
      round.add(() -> trial.restored(kind, priming));
    }
    round.add(() -> trial.cold(false, number <= coldAtOnce));
    round.add(() -> trial.cold(true, number <= coldAtOnce));
    Collections.shuffle(round, order);
    return round;
  }

  private void written(int round, Map<String, Object> measured) throws IOException {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("java", System.getProperty("java.version"));
    sample.put("round", round);
    sample.put("atOnce", atOnce);
    sample.put("priming", priming);
    sample.putAll(measured);
    Samples.append(samples, sample);
  }
}
