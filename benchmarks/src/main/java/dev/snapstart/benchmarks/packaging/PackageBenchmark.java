package dev.snapstart.benchmarks.packaging;

import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The time from the start of a packaged function's bootstrap to its first answer. */
@Command(
    name = "benchmarks/package",
    description = {
      "Starts the packaged function on demand, with each kind of archive, in random order, and"
          + " sends it one event. Writes raw samples and a table."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PackageBenchmark implements Callable<Integer> {

  @Option(
      names = "--packages",
      required = true,
      description = "A directory with appcds.zip and perhaps aot.zip, and the same unpacked.")
  private Path packages = Path.of("");

  @Option(names = "--runs", defaultValue = "20", description = "Starts of each kind.")
  private int runs;

  @Mixin private Recording recording = new Recording();

  @Parameters(paramLabel = "EVENT", description = "A file with the event.")
  private Path event = Path.of("");

  /** A way to start it: from which package, with which more options. */
  private record Kind(String name, String archive, String options) {}

  public static void main(String[] arguments) {
    Recording.main(new PackageBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    List<Kind> kinds = new ArrayList<>();
    kinds.add(new Kind("nothing shared", "appcds", "-Xshare:off"));
    kinds.add(new Kind("plain", "appcds", "-XX:SharedArchiveFile=jdk/lib/server/classes.jsa"));
    kinds.add(new Kind("AppCDS", "appcds", "-Xshare:on"));
    if (Files.exists(packages.resolve("aot.zip"))) {
      kinds.add(new Kind("AOT cache", "aot", "-XX:AOTMode=on"));
    }
    measure(kinds);
    Samples taken = recording.end();
    System.out.println();
    System.out.print(new PackageTable(taken).markdown());
    return 0;
  }

  private void measure(List<Kind> kinds) throws Exception {
    recording.begin("--runs " + runs);
    byte[] sent = Files.readAllBytes(event);
    try (Emulator emulator = Emulator.builder().build()) {
      List<Rounds.Trial> all = new ArrayList<>();
      for (Kind kind : kinds) {
        all.add(() -> List.of(sample(emulator, kind, sent)));
      }
      recording.rounds(runs).run(round -> all);
    }
  }

  private Map<String, Object> sample(Emulator emulator, Kind kind, byte[] sent) throws Exception {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("archive", kind.name());
    sample.put("zipMb", Files.size(packages.resolve(kind.archive() + ".zip")) / 1e6);
    sample.put("firstAnswerMs", firstAnswer(emulator, kind, sent));
    return sample;
  }

  private double firstAnswer(Emulator emulator, Kind kind, byte[] sent)
      throws EnvironmentFailure, InterruptedException {
    Path directory = packages.resolve(kind.archive()).toAbsolutePath();
    FunctionSpec function =
        FunctionSpec.builder()
            .command(directory.resolve("bootstrap").toString())
            .memoryMb(1024)
            .timeout(Duration.ofSeconds(30))
            .environment("SNAPSTART_JAVA_OPTIONS", kind.options())
            .workingDirectory(directory)
            .build();
    long start = System.nanoTime();
    try (Environment environment = emulator.start(function)) {
      InvocationResult result = environment.invoke(sent);
      if (result.functionError() != null) {
        throw new IllegalStateException("the function that is measured failed: " + result.text());
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
