package dev.snapstart.benchmarks.hooks;

import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds;
import dev.snapstart.benchmarks.measure.Samples;
import dev.snapstart.hooks.CheckpointHooks;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What hooks cost: bytes, classes, and time in each phase, beside org.crac alone. */
@Command(
    name = "benchmarks/hooks",
    description = {
      "Measures snapstart-hooks beside plain org.crac: processes with 0 to 100 hooks, in random"
          + " order, side by side. Writes raw samples and a table.",
      "Exit status: 0 within the limits, 1 the jar or its classes have grown over them."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HooksBenchmark implements Callable<Integer> {

  private static final int MAX_JAR_BYTES = 100_000;
  private static final int MAX_CLASSES = 39;
  private static final List<Integer> COUNTS = List.of(0, 1, 10, 100);

  @Option(
      names = "--runs",
      defaultValue = "20",
      description = "Processes of each kind; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Mixin private Recording recording = new Recording();

  public static void main(String[] arguments) {
    Recording.main(new HooksBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    long jarBytes = Files.size(jar());
    int classes = classesOfTwoHooks();
    System.out.println("jar: " + jarBytes + " bytes (limit " + MAX_JAR_BYTES + ")");
    System.out.println("classes for two hooks: " + classes + " (limit " + MAX_CLASSES + ")");
    measure();
    Samples taken = recording.end();
    System.out.println();
    System.out.print(new HooksTable(taken).markdown());
    return jarBytes < MAX_JAR_BYTES && classes <= MAX_CLASSES ? 0 : 1;
  }

  private static Path jar() throws URISyntaxException {
    return Path.of(
        CheckpointHooks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static int classesOfTwoHooks() throws IOException, InterruptedException {
    return (int)
        output("-Xlog:class+load", "hooks", 2)
            .lines()
            .filter(line -> line.contains(" dev.snapstart.hooks.") || line.contains(" org.crac."))
            .filter(line -> line.contains("[class,load]") && !line.contains("$$Lambda"))
            .count();
  }

  private void measure() throws Exception {
    recording.begin("--runs " + runs);
    List<Rounds.Trial> all = new ArrayList<>();
    for (int hooks : COUNTS) {
      for (String library : List.of("hooks", "org.crac")) {
        all.add(() -> List.of(sample(library, hooks)));
      }
    }
    recording.rounds(runs).run(round -> all);
  }

  /** One process and what it says, in milliseconds. */
  private static Map<String, Object> sample(String library, int hooks)
      throws IOException, InterruptedException {
    String output = output("-Xshare:auto", library, hooks);
    String line =
        output.lines().filter(each -> each.startsWith("NANOS ")).findFirst().orElseThrow();
    double[] millis =
        Arrays.stream(line.split(" ", -1))
            .skip(1)
            .mapToDouble(n -> Long.parseLong(n) / 1e6)
            .toArray();
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("library", library);
    sample.put("hooks", hooks);
    sample.put("registerMs", millis[0]);
    sample.put("beforeCheckpointMs", millis[1]);
    sample.put("afterRestoreMs", millis[2]);
    return sample;
  }

  private static String output(String option, String library, int hooks)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.crac.Core.Compat=dev.snapstart.crac",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                HooksProbe.class.getName(),
                library,
                Integer.toString(hooks))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("a process that is measured failed: " + output);
    }
    return output;
  }
}
