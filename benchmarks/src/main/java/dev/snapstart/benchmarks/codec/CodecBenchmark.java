package dev.snapstart.benchmarks.codec;

import dev.snapstart.benchmarks.codec.CodecTrial.Direction;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds;
import dev.snapstart.benchmarks.process.Jdk;
import dev.snapstart.benchmarks.process.JdkOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes to read an event and to write a result, and what it allocates. */
@Command(
    name = "benchmarks/codec",
    description = {
      "Reads events and writes results under JMH: with our runtime's codec, with"
          + " aws-lambda-java-serialization and with Jackson, the same bytes, a fork at a time in"
          + " random order. Writes raw samples, a line a fork; benchmarks/report makes tables and"
          + " charts of them."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CodecBenchmark implements Callable<Integer> {

  @Option(
      names = "--forks",
      defaultValue = "5",
      description = "Processes of each kind; default: ${DEFAULT-VALUE}.")
  private int forks;

  @Option(
      names = "--iterations",
      defaultValue = "5",
      description =
          "Seconds to warm up, and as many that are measured, in a process; default:"
              + " ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--quick",
      description = "One fork and one short iteration each: shows that all work, tells no times.")
  private boolean quick;

  @Option(
      names = "--documents",
      split = ",",
      paramLabel = "DOCUMENT",
      description = "Only these: ${COMPLETION-CANDIDATES}; default: all.")
  private List<Document> documents = List.of(Document.values());

  @Mixin private JdkOptions jdks = new JdkOptions();

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new CodecBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    if (quick) {
      forks = 1;
      iterations = 1;
    }
    recording.begin("--forks " + forks + " --iterations " + iterations);
    List<Rounds.Trial> all = new ArrayList<>();
    for (CodecTrial trial : trials()) {
      all.add(() -> List.of(trial.measure(iterations, quick ? "100ms" : "1s")));
    }
    recording.rounds(forks).run(round -> all);
    System.out.print(Findings.perJdk(recording.end(), CodecTable::new));
    return 0;
  }

  private List<CodecTrial> trials() throws IOException {
    List<CodecTrial> trials = new ArrayList<>();
    for (Jdk jdk : jdks.all()) {
      for (Document document : documents) {
        for (Library library : Library.values()) {
          if (library.fits(document)) {
            trials.add(new CodecTrial(jdk, library, document, Direction.READ));
            if (document.hasResult()) {
              trials.add(new CodecTrial(jdk, library, document, Direction.WRITE));
            }
          }
        }
      }
    }
    return trials;
  }
}
