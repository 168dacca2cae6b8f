package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Limit;
import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds.Trial;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  /** Of the kind that is recommended, after a hundred requests. */
  static final Limit IMAGE = Limit.atMost(64, "image with diet and archive, MB");

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

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new SnapshotBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    measure();
    Samples taken = recording.end();
    System.out.println();
    SnapshotTable table = new SnapshotTable(taken);
    System.out.print(table.markdown());
    return IMAGE.check(table.imageMb(SnapshotKind.ARCHIVE));
  }

  private void measure() throws Exception {
    recording.begin("--rounds " + rounds + " --at-once " + atOnce);
    FunctionPackage spring = FunctionPackage.spring(Path.of("target", "snapshot"));
    try (Emulator emulator =
        Emulator.builder().engine(Engine.CRIU).limits(FunctionPackage.PATIENT).build()) {
      SnapshotTrial trial = new SnapshotTrial(emulator, spring, atOnce, steady);
      recording.rounds(rounds).run(round -> round(trial, round <= coldAtOnce));
    }
  }

  private List<Trial> round(SnapshotTrial trial, boolean manyCold) {
    List<Trial> round = new ArrayList<>();
    for (SnapshotKind kind : SnapshotKind.values()) {
      round.add(() -> List.of(trial.restored(kind, priming)));
    }
    round.add(() -> List.of(trial.cold(false, manyCold)));
    round.add(() -> List.of(trial.cold(true, manyCold)));
    return round;
  }
}
