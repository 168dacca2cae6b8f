package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.process.ProcessCost;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** One life of the function, from a snapshot or cold. Times in milliseconds. */
final class SnapshotTrial {

  private static final int RESTORES = 3;
  private static final double STEADY_FROM = 0.2;
  private static final double PERCENTILE = 0.99;
  private static final int SWEEPS = 10;

  private final Emulator emulator;
  private final FunctionPackage function;
  private final int atOnce;
  private final int steady;

  SnapshotTrial(Emulator emulator, FunctionPackage function, int atOnce, int steady) {
    this.emulator = emulator;
    this.function = function;
    this.atOnce = atOnce;
    this.steady = steady;
  }

  /** Publishes, restores one after another, then many at once, and asks one for long. */
  Map<String, Object> restored(SnapshotKind kind, int priming) throws Exception {
    Map<String, Object> sample = sample(kind.label());
    sample.put("priming", priming);
    try (Snapshot snapshot =
        emulator.publish(function.function(kind, Integer.toString(priming)).build())) {
      Published published = new Published(snapshot);
      sample.putAll(published.facts());
      sample.putAll(published.firstAnswers(RESTORES));
      sample.put("atOnceMs", atOnce(snapshot::restore));
      try (Environment clone = snapshot.restore()) {
        sample.put("pages", PageKinds.of(clone.pid(), FunctionPackage.HEAP_BYTES));
        sample.put("firstInvocationFaults", faultsOfAnInvocation(clone));
        sample.put("steadyP99Ms", steadyP99(clone));
        sample.put("sweptMs", afterSweeps(clone));
      }
    }
    return sample;
  }

  /** Starts without a snapshot, with the archive or without. */
  Map<String, Object> cold(boolean archived, boolean manyToo) throws Exception {
    Map<String, Object> sample = sample(archived ? "cold, archive" : "cold");
    List<String> options = archived ? function.archiveOptions() : List.of();
    long begin = System.nanoTime();
    try (Environment environment = emulator.start(function.function(options).build())) {
      sample.put("firstInvocationMs", List.of(Answer.of(environment).invocationMs()));
      sample.put("firstAnswerMs", List.of(Answer.millisSince(begin)));
    }
    if (manyToo) {
      sample.put("atOnceMs", atOnce(() -> emulator.start(function.function(options).build())));
    }
    return sample;
  }

  private Map<String, Object> sample(String kind) {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("atOnce", atOnce);
    sample.put("kind", kind);
    return sample;
  }

  /** Until the last of them has answered. */
  private double atOnce(Callable<Environment> start) throws Exception {
    try (AtOnce started = AtOnce.start(atOnce, start)) {
      return started.lastMs();
    }
  }

  private static long faultsOfAnInvocation(Environment clone)
      throws IOException, InterruptedException {
    long before = ProcessCost.of(clone.pid()).minorFaults();
    Answer.of(clone);
    return ProcessCost.of(clone.pid()).minorFaults() - before;
  }

  /** Invocations that find nothing of theirs in the processors' caches, but all else as it was. */
  private static List<Double> afterSweeps(Environment clone)
      throws IOException, InterruptedException {
    List<Double> durations = new ArrayList<>();
    for (int i = 0; i < SWEEPS; i++) {
      ProcessorCaches.sweep();
      durations.add(Answer.of(clone).invocationMs());
    }
    return durations;
  }

  private double steadyP99(Environment clone) throws IOException, InterruptedException {
    List<Double> durations = new ArrayList<>();
    for (int i = 0; i < steady; i++) {
      durations.add(Answer.of(clone).invocationMs());
    }
    List<Double> sorted =
        durations.subList((int) (steady * STEADY_FROM), steady).stream().sorted().toList();
    return sorted.get((int) (PERCENTILE * (sorted.size() - 1)));
  }
}
