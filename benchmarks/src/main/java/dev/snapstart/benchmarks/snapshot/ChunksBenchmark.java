package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Limit;
import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds.Trial;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Snapshot;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a store of images could share between them, and how small they get. */
@Command(
    name = "benchmarks/chunks",
    description = {
      "Compares images page by page and chunk by chunk: with another publish of the same build, of"
          + " a build with one other constant, and of another function on the same runtime, and"
          + " compresses them. With the emulator's engine criu. Writes raw samples and a table.",
      "Needs CRIU (tools/install-criu) and setarch. Exit status: 0 within the limit, 1 less pages than before"
          + " are the same in two publishes of the same build, with diet and AOT cache."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ChunksBenchmark implements Callable<Integer> {

  static final String SAME = "the same build";

  private static final Limit EQUAL =
      Limit.atLeast(6, "pages equal in two publishes of a build, with AOT cache, %");

  private static final String PRIMING = "100";

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description =
          "Snapshots of each build, and again of the first one; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Mixin private KindOptions kinds = new KindOptions();

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new ChunksBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    measure();
    Samples taken = recording.end();
    System.out.println();
    ChunksTable table = new ChunksTable(taken);
    System.out.print(table.markdown());
    return kinds.haveArchive() && FunctionPackage.HAS_AOT_CACHE
        ? EQUAL.check(table.equalPages(SnapshotKind.ARCHIVE))
        : 0;
  }

  private void measure() throws Exception {
    recording.begin("--rounds " + rounds);
    Path work = Path.of("target", "chunks");
    FunctionPackage first = FunctionPackage.spring(work.resolve("first"));
    Map<String, FunctionPackage> others = new LinkedHashMap<>();
    others.put(SAME, first);
    others.put("one constant changed", changed(work.resolve("changed")));
    others.put("another function", another(work.resolve("another")));
    try (Emulator emulator =
        Emulator.builder().engine(Engine.CRIU).limits(FunctionPackage.PATIENT).build()) {
      List<Trial> trials = new ArrayList<>();
      for (SnapshotKind kind : kinds.all()) {
        trials.add(() -> compared(emulator, kind, first, others));
      }
      recording.rounds(rounds).run(round -> trials);
    }
  }

  private static FunctionPackage changed(Path work) throws Exception {
    Files.createDirectories(work);
    Launch launch = FunctionPackage.launch(FunctionPackage.ownJdk(), FunctionKind.SPRING);
    List<String> jars = new ArrayList<>();
    for (String jar : launch.classPath().split(File.pathSeparator, -1)) {
      String name = String.valueOf(Path.of(jar).getFileName());
      if (name.startsWith("snapstart-benchmark-functions-spring")) {
        Path other = work.resolve(name);
        ChangedJar.write(Path.of(jar), other, "beans: ", "Beans: ");
        jars.add(other.toString());
      } else {
        jars.add(jar);
      }
    }
    return new FunctionPackage(work, launch, String.join(File.pathSeparator, jars)).trained();
  }

  private static FunctionPackage another(Path work) throws Exception {
    Launch launch = FunctionPackage.launch(FunctionPackage.ownJdk(), FunctionKind.POJO);
    return new FunctionPackage(work, launch, launch.classPath()).trained();
  }

  private static List<Map<String, Object>> compared(
      Emulator emulator,
      SnapshotKind kind,
      FunctionPackage first,
      Map<String, FunctionPackage> others)
      throws Exception {
    ImageContent stored = content(emulator, kind, first);
    List<Map<String, Object>> all = new ArrayList<>(List.of(stored.sizes(kind)));
    for (Map.Entry<String, FunctionPackage> other : others.entrySet()) {
      ImageContent published = content(emulator, kind, other.getValue());
      all.add(published.sharedWith(stored, kind, other.getKey()));
    }
    FunctionPackage fixed = first.atFixedAddresses();
    ImageContent storedFixed = content(emulator, kind, fixed);
    all.add(
        content(emulator, kind, fixed)
            .sharedWith(storedFixed, kind, "the same build, both at fixed addresses"));
    return all;
  }

  private static ImageContent content(
      Emulator emulator, SnapshotKind kind, FunctionPackage function) throws Exception {
    try (Snapshot snapshot = emulator.publish(function.function(kind, PRIMING).build())) {
      return ImageContent.of(snapshot);
    }
  }
}
