package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds.Trial;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Snapshot;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What priming before the checkpoint gains, and what it costs. */
@Command(
    name = "benchmarks/ladder",
    description = {
      "Publishes a function with a web context of Spring Boot after more and more requests before"
          + " the checkpoint, or only the classes of a list, with the emulator's engine criu, in"
          + " random order, and restores each snapshot. Writes raw samples and a table.",
      "Needs CRIU (tools/install-criu). Exit status: 0 within the limit, 1 the image after 100"
          + " requests, with diet and archive, has grown over it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LadderBenchmark implements Callable<Integer> {

  /** The rung on which only the classes of a list are loaded. */
  static final String CLASSES = "classes";

  /** The rung that other benchmarks of snapshots stand on. */
  private static final String USUAL = "100";

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Snapshots of each rung; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--restores",
      defaultValue = "34",
      description = "Clones of each snapshot, one after another; default: ${DEFAULT-VALUE}.")
  private int restores;

  @Option(
      names = "--rungs",
      split = ",",
      paramLabel = "RUNG",
      defaultValue = "0,classes,1,10,100,1000",
      description =
          "Requests before the checkpoint, or \"classes\" for those of a list; default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> rungs = List.of();

  @Mixin private KindOptions kinds = new KindOptions();

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new LadderBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    measure();
    Samples taken = recording.end();
    System.out.println();
    LadderTable table = new LadderTable(taken);
    System.out.print(table.markdown());
    return kinds.haveArchive() && rungs.contains(USUAL)
        ? SnapshotBenchmark.IMAGE.check(table.imageMb(SnapshotKind.ARCHIVE, USUAL))
        : 0;
  }

  private void measure() throws Exception {
    recording.begin("--rounds " + rounds + " --restores " + restores);
    Path work = Path.of("target", "ladder");
    Launch launch = FunctionPackage.launch(FunctionPackage.ownJdk(), FunctionKind.SPRING);
    Path list = ClassListJar.record(work, new FunctionPackage(work, launch, launch.classPath()));
    FunctionPackage function =
        new FunctionPackage(work, launch, launch.classPath() + File.pathSeparator + list).trained();
    try (Emulator emulator =
        Emulator.builder().engine(Engine.CRIU).limits(FunctionPackage.PATIENT).build()) {
      List<Trial> trials = new ArrayList<>();
      for (SnapshotKind kind : kinds.all()) {
        for (String rung : rungs) {
          trials.add(() -> List.of(published(emulator, function, kind, rung)));
        }
      }
      recording.rounds(rounds).run(round -> trials);
    }
  }

  private Map<String, Object> published(
      Emulator emulator, FunctionPackage function, SnapshotKind kind, String rung)
      throws Exception {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("kind", kind.label());
    sample.put("rung", rung);
    try (Snapshot snapshot = emulator.publish(function.function(kind, rung).build())) {
      Published published = new Published(snapshot);
      sample.putAll(published.facts());
      sample.putAll(published.firstAnswers(restores));
    }
    return sample;
  }
}
