package dev.snapstart.benchmarks.coldstart;

import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.benchmarks.process.LocalTable;
import dev.snapstart.benchmarks.process.ProcessCost;
import dev.snapstart.benchmarks.process.StartMode;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process of which there is a snapshot: the emulator's engine CRIU restores it, which is not
 * SnapStart, and its Runtime API costs more than {@link
 * dev.snapstart.benchmarks.process.RuntimeApiServer}.
 */
final class Restore implements Trial {

  /** What steadies a function before its checkpoint; more is what benchmarks/snapshot tells. */
  private static final String PRIMING = "20";

  private static final int MEMORY_MB = 1024;

  private final Launch launch;
  private final Emulator emulator;
  private final Snapshot snapshot;

  /** Publishes, so that each life is a restore alone. */
  Restore(Launch launch, LocalTable table) throws Exception {
    this.launch = launch;
    this.emulator = Emulator.builder().engine(Engine.CRIU).build();
    FunctionSpec.Builder function =
        FunctionSpec.builder()
            .command(launch.command(List.of(table.option())))
            .handler(launch.function().handler())
            .name("measured")
            .memoryMb(MEMORY_MB);
    if (launch.mode() == StartMode.PRIMED) {
      function.environment("PRIME", PRIMING);
    }
    if (launch.function() == FunctionKind.SPRING) {
      function.environment("LOGGING_LEVEL_ROOT", "WARN");
    }
    this.snapshot = emulator.publish(function.build());
  }

  @Override
  public Launch launch() {
    return launch;
  }

  @Override
  public Map<String, Object> measure() throws Exception {
    long begin = System.nanoTime();
    try (Environment clone = snapshot.restore()) {
      Map<String, Object> sample = new LinkedHashMap<>();
      sample.put("initMs", Trial.millis(System.nanoTime() - begin));
      sample.put("firstInvokeMs", ask(clone));
      sample.put("firstAnswerMs", Trial.millis(System.nanoTime() - begin));
      List<Double> durations = new ArrayList<>();
      for (int i = 1; i < INVOCATIONS; i++) {
        durations.add(ask(clone));
      }
      sample.put(
          "steadyMs",
          Quartiles.of(durations.subList(INVOCATIONS / 2 - 1, INVOCATIONS - 1)).median());
      sample.put("imageMb", snapshot.imageBytes() / 1e6);
      sample.putAll(ProcessCost.of(clone.pid()).facts());
      return sample;
    }
  }

  /** There is no log of classes in a clone. */
  @Override
  public Map<String, Object> classes() {
    return Map.of();
  }

  @Override
  public void close() {
    snapshot.close();
    emulator.close();
  }

  private double ask(Environment clone) throws IOException, InterruptedException {
    InvocationResult result = clone.invoke(launch.function().event());
    if (result.functionError() != null) {
      throw new IOException(launch + " failed: " + result.text());
    }
    return Trial.millis(result.report().duration().toNanos());
  }
}
