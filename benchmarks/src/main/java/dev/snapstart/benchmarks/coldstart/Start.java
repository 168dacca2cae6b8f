package dev.snapstart.benchmarks.coldstart;

import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.process.FunctionProcess;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.benchmarks.process.LocalTable;
import dev.snapstart.benchmarks.process.RuntimeApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A process that is started, with an archive or without. */
final class Start implements Trial {

  private static final long TIMEOUT_SECONDS = 60;

  private final Launch launch;
  private final LocalTable table;

  /** Trains the archive, where the launch has one. */
  Start(Launch launch, LocalTable table) throws IOException, InterruptedException {
    this.launch = launch;
    this.table = table;
    if (launch.mode().isTrained()) {
      train();
    }
  }

  @Override
  public Launch launch() {
    return launch;
  }

  @Override
  public Map<String, Object> measure() throws IOException, InterruptedException {
    List<String> options = launch.mode().options(launch.archive());
    try (RuntimeApiServer server = new RuntimeApiServer(launch.function().event(), INVOCATIONS);
        FunctionProcess process = start(options, server)) {
      await(server, process);
      Map<String, Object> sample = new LinkedHashMap<>();
      sample.put("firstByteMs", Trial.millis(server.firstByte() - process.started()));
      sample.put("initMs", Trial.millis(server.asked(0) - process.started()));
      sample.put("firstInvokeMs", Trial.millis(server.answered(0) - server.given(0)));
      sample.put("firstAnswerMs", Trial.millis(server.answered(0) - process.started()));
      sample.put("steadyMs", steady(server));
      sample.putAll(process.cost().facts());
      return sample;
    }
  }

  @Override
  public Map<String, Object> classes() throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(launch.mode().options(launch.archive()));
    // takes time, so not where times are measured
    options.add("-Xlog:class+load,class+init:stdout");
    try (RuntimeApiServer server = new RuntimeApiServer(launch.function().event(), 1);
        FunctionProcess process = start(options, server)) {
      await(server, process);
      String output = process.output();
      List<String> loaded =
          output
              .lines()
              .filter(line -> line.contains("[class,load]") && line.contains("source:"))
              .toList();
      long notShared =
          loaded.stream().filter(line -> !line.contains("shared objects file")).count();
      boolean decimals = output.contains("Initializing 'java/math/BigDecimal'");
      return Map.of(
          "classes", loaded.size(), "classesNotShared", notShared, "decimals", decimals ? 1 : 0);
    }
  }

  @Override
  public void close() {}

  /** Runs the function and ends it, for the archive that the JVM then leaves. */
  private void train() throws IOException, InterruptedException {
    Path archive = launch.archive();
    Files.createDirectories(archive.toAbsolutePath().getParent());
    Files.deleteIfExists(archive);
    try (RuntimeApiServer server = new RuntimeApiServer(launch.function().event(), INVOCATIONS);
        FunctionProcess process = start(launch.mode().training(archive), server)) {
      await(server, process);
      process.stop();
      if (Files.notExists(archive)) {
        throw new IOException("the JVM left no archive in " + archive + ": " + process.output());
      }
    }
  }

  private FunctionProcess start(List<String> options, RuntimeApiServer server) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add(table.option());
    return FunctionProcess.start(
        launch.command(all), server.address(), launch.function().handler());
  }

  private void await(RuntimeApiServer server, FunctionProcess process)
      throws IOException, InterruptedException {
    try {
      server.await(TIMEOUT_SECONDS);
    } catch (IOException e) {
      throw new IOException(launch + ": " + e.getMessage() + "\n" + process.output(), e);
    }
  }

  /** Median of the later half of the invocations. */
  private static double steady(RuntimeApiServer server) {
    return Quartiles.of(
            IntStream.range(INVOCATIONS / 2, INVOCATIONS)
                .mapToObj(i -> Trial.millis(server.answered(i) - server.given(i)))
                .toList())
        .median();
  }
}
