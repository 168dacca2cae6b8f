package dev.snapstart.benchmarks.coldstart;

import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.Jdk;
import dev.snapstart.benchmarks.process.JdkOptions;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.benchmarks.process.LocalTable;
import dev.snapstart.benchmarks.process.RuntimeKind;
import dev.snapstart.benchmarks.process.StartMode;
import dev.snapstart.emulator.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a function takes from exec, or restore, to its first answer, and what it costs. */
@Command(
    name = "benchmarks/cold-start",
    description = {
      "Starts functions on our runtime, on AWS's runtime interface client and on the smallest"
          + " possible loop: plain, with archives, and restored by CRIU, in random order. Writes"
          + " raw samples; benchmarks/report makes tables and charts of them.",
      "What is restored is left out where CRIU cannot be had (tools/install-criu). Exit status: 0,"
          + " or 1 if our runtime loads more classes than it may."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ColdStartBenchmark implements Callable<Integer> {

  @Option(
      names = "--runs",
      defaultValue = "20",
      description = "Processes of each kind; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--functions",
      split = ",",
      paramLabel = "FUNCTION",
      description = "Only these: ${COMPLETION-CANDIDATES}; default: all.")
  private List<FunctionKind> functions = List.of(FunctionKind.values());

  @Option(
      names = "--modes",
      split = ",",
      paramLabel = "MODE",
      description = "Only these: ${COMPLETION-CANDIDATES}; default: all.")
  private List<StartMode> modes = List.of(StartMode.values());

  @Mixin private JdkOptions jdks = new JdkOptions();

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new ColdStartBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    recording.begin("--runs " + runs);
    List<Trial> trials = new ArrayList<>();
    try (LocalTable table = new LocalTable()) {
      for (Launch launch : launches()) {
        System.err.println("preparing " + launch);
        trials.add(Trial.of(launch, table));
      }
      measure(trials);
      for (Trial trial : trials) {
        Map<String, Object> classes = trial.classes();
        if (!classes.isEmpty()) {
          recording.append(sample(trial, classes));
        }
      }
    } finally {
      for (Trial trial : trials) {
        trial.close();
      }
    }
    Samples taken = recording.end();
    System.out.print(Findings.perJdk(taken, ColdStartTable::new));
    System.out.println();
    return ColdStartLimits.check(taken);
  }

  private void measure(List<Trial> trials) throws Exception {
    List<Rounds.Trial> all = new ArrayList<>();
    for (Trial trial : trials) {
      all.add(() -> List.of(sample(trial, trial.measure())));
    }
    for (Jdk jdk : jdks.all()) {
      all.add(() -> List.of(control(jdk)));
    }
    recording.rounds(runs).run(round -> all);
  }

  private static Map<String, Object> sample(Trial trial, Map<String, Object> measured) {
    Map<String, Object> sample = trial.launch().facts();
    sample.putAll(measured);
    return sample;
  }

  private List<Launch> launches() throws IOException {
    boolean restores = Engine.CRIU.obstacle().isEmpty();
    Engine.CRIU.obstacle().ifPresent(why -> System.err.println("without restores: " + why));
    List<Launch> launches = new ArrayList<>();
    for (Jdk jdk : jdks.all()) {
      for (FunctionKind function : functions) {
        for (RuntimeKind runtime : RuntimeKind.values()) {
          modes.stream()
              .filter(mode -> mode.fits(jdk.feature()) && (restores || !mode.isRestored()))
              .filter(mode -> runtime.fits(function, mode))
              .forEach(mode -> launches.add(new Launch(jdk, runtime, function, mode)));
        }
      }
    }
    return launches;
  }

  /** What tells whether the machine itself was slower in this round. */
  private static Map<String, Object> control(Jdk jdk) throws IOException, InterruptedException {
    Launch launch = new Launch(jdk, RuntimeKind.CONTROL, FunctionKind.STREAM, StartMode.PLAIN);
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(launch.command(List.of()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    Map<String, Object> sample = launch.facts();
    sample.put("firstAnswerMs", Trial.millis(System.nanoTime() - started));
    return sample;
  }
}
