package dev.snapstart.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every benchmark's command line has: the file for raw samples. */
public final class Recording {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec benchmark = CommandSpec.create();

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Raw samples, a line of JSON each; default: target/NAME.jsonl.")
  private @Nullable Path file;

  /** Runs a benchmark and ends the process with its exit status. */
  public static void main(Callable<Integer> benchmark, String... arguments) {
    System.exit(
        new CommandLine(benchmark).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  /**
   * Begins the file; what was in it is gone.
   *
   * @param options with which the benchmark runs, those that make its numbers what they are
   */
  public void begin(String options) throws IOException {
    Samples.begin(file(), benchmark.name() + " " + options);
  }

  /** Rounds of trials that go into the file. */
  public Rounds rounds(int count) {
    return new Rounds(file(), count);
  }

  /** Adds a sample of no round. */
  public void append(Map<String, Object> sample) throws IOException {
    Samples.append(file(), sample);
  }

  /** All that was taken; says where they are. */
  public Samples end() throws IOException {
    System.out.println("samples: " + file());
    return Samples.read(file());
  }

  private Path file() {
    String name = benchmark.name().substring(benchmark.name().lastIndexOf('/') + 1);
    return file == null ? Path.of("target", name + ".jsonl") : file;
  }
}
