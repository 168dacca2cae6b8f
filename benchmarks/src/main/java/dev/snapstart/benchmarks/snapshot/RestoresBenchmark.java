package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Limit;
import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds.Trial;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.Jdk;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What many restores at once of one image take, and what a restore reads and touches. */
@Command(
    name = "benchmarks/restores",
    description = {
      "Restores many clones at once of a function with a web context of Spring Boot, with the"
          + " emulator's engine criu, and one from files that are in memory or on disk, in random"
          + " order. Clones that answer alike end the run. Writes raw samples and a table.",
      "Needs CRIU (tools/install-criu), GNU dd and fincore. Exit status: 0 within the limit, 1 two"
          + " clones answered alike, or the first answer touches more of the image than it may."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RestoresBenchmark implements Callable<Integer> {

  private static final Limit TOUCHED =
      Limit.atMost(20, "own memory touched by the first answer, with archive, MB");

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Snapshots of each kind; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--at-once",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,4,8,16,32",
      description = "Restores at once; default: ${DEFAULT-VALUE}.")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--cold-up-to",
      paramLabel = "N",
      defaultValue = "4",
      description = "The most that are started without a snapshot, too; default: ${DEFAULT-VALUE}.")
  private int coldUpTo;

  @Option(
      names = "--cached",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Restores of each snapshot from memory, and as many from disk; default:"
              + " ${DEFAULT-VALUE}.")
  private int cached;

  @Mixin private KindOptions kinds = new KindOptions();

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new RestoresBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    measure();
    Samples taken = recording.end();
    System.out.println();
    RestoresTable table = new RestoresTable(taken);
    System.out.print(table.markdown());
    return kinds.haveArchive() ? TOUCHED.check(table.ownTouchedMb(SnapshotKind.ARCHIVE)) : 0;
  }

  private void measure() throws Exception {
    recording.begin("--rounds " + rounds + " --cached " + cached);
    Path work = Path.of("target", "restores");
    Jdk jdk = FunctionPackage.ownJdk();
    Jdk copy = JdkCopy.of(jdk, work.resolve("jdk-" + jdk.version()).toAbsolutePath());
    Launch launch = FunctionPackage.launch(copy, FunctionKind.SPRING);
    FunctionPackage function = new FunctionPackage(work, launch, launch.classPath()).trained();
    try (Emulator emulator =
        Emulator.builder().engine(Engine.CRIU).limits(FunctionPackage.PATIENT).build()) {
      RestoresTrial trial = new RestoresTrial(emulator, function, sizes, cached);
      List<Trial> trials = new ArrayList<>();
      for (SnapshotKind kind : kinds.all()) {
        trials.add(() -> trial.restored(kind));
        sizes.stream()
            .filter(size -> size <= coldUpTo)
            .forEach(size -> trials.add(() -> trial.cold(kind, size)));
      }
      recording.rounds(rounds).run(round -> trials);
    }
  }
}
