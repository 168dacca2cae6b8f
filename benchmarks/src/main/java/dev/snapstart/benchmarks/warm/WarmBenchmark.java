package dev.snapstart.benchmarks.warm;

import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.Jdk;
import dev.snapstart.benchmarks.process.JdkOptions;
import dev.snapstart.benchmarks.process.RuntimeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long an invocation of a warm function takes, and what it costs. */
@Command(
    name = "benchmarks/warm",
    description = {
      "Lets functions on our runtime, on AWS's runtime interface client and on the smallest"
          + " possible loop answer events one after the other, in processes in random order. Times"
          + " and CPU first, then what is allocated, then system calls, which strace counts.",
      "The Runtime API is a process of its own, on a core of its own where taskset is. Writes raw"
          + " samples, a line a process; benchmarks/report makes tables and charts of them.",
      "Exit status: 0, or 1 if our runtime allocates more or makes more system calls for a small"
          + " stream event than it may."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WarmBenchmark implements Callable<Integer> {

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Processes of each kind; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--functions",
      split = ",",
      paramLabel = "FUNCTION",
      description = "Only these: stream, pojo; default: both.")
  private List<FunctionKind> functions = List.of(FunctionKind.STREAM, FunctionKind.POJO);

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "SIZE",
      description = "Only events of these: EMPTY, KB_1, KB_100, MB_1, MB_6; default: all.")
  private List<Size> sizes = List.of(Size.values());

  @Option(
      names = "--tiers",
      split = ",",
      paramLabel = "TIERS",
      description =
          "How far the JVM compiles: ${COMPLETION-CANDIDATES}, C1 alone being what Lambda's own"
              + " runtimes do on demand; default: both.")
  private List<Tiers> tiers = List.of(Tiers.values());

  @Option(
      names = "--warm-up",
      defaultValue = "10000",
      paramLabel = "COUNT",
      description =
          "Invocations before those that are measured; down to a twentieth for large events;"
              + " default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--invocations",
      defaultValue = "20000",
      paramLabel = "COUNT",
      description =
          "Invocations that are measured in a process; down to a twentieth for large events;"
              + " default: ${DEFAULT-VALUE}.")
  private int invocations;

  @Mixin private JdkOptions jdks = new JdkOptions();

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new WarmBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    recording.begin("--runs " + runs + " --warm-up " + warmUp + " --invocations " + invocations);
    Optional<String> obstacle = SystemCalls.obstacle();
    obstacle.ifPresent(why -> System.err.println("system calls are not counted: " + why));
    Cores cores = Cores.ofMachine();
    if (!cores.arePinned()) {
      System.err.println("processes are not pinned to cores: no taskset, or one core alone");
    }
    measure(new WarmTrial.Method(cores, warmUp, invocations, obstacle.isEmpty()));
    Samples taken = recording.end();
    System.out.print(Findings.perJdk(taken, WarmTable::new));
    System.out.println();
    return WarmLimits.check(taken);
  }

  private void measure(WarmTrial.Method method) throws Exception {
    List<Rounds.Trial> all = new ArrayList<>();
    for (WarmTrial trial : trials()) {
      all.add(() -> List.of(trial.measure(method)));
    }
    recording.rounds(runs).run(round -> all);
  }

  private List<WarmTrial> trials() throws IOException {
    List<WarmTrial> trials = new ArrayList<>();
    for (Jdk jdk : jdks.all()) {
      for (Payload payload : Payload.all()) {
        if (functions.contains(payload.function()) && sizes.contains(payload.size())) {
          for (RuntimeKind runtime : RuntimeKind.values()) {
            if (payload.fits(runtime)) {
              tiers.forEach(each -> trials.add(new WarmTrial(jdk, runtime, payload, each)));
            }
          }
        }
      }
    }
    return trials;
  }
}
