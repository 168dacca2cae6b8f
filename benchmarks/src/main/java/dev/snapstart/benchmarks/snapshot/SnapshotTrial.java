package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One life of the function, from a snapshot or cold. Times in milliseconds. */
final class SnapshotTrial {

  private static final int RESTORES = 3;
  private static final double STEADY_FROM = 0.2;
  private static final double PERCENTILE = 0.99;
  private static final byte[] EVENT = SpringPackage.event("joe");

  private final Emulator emulator;
  private final SpringPackage function;
  private final int atOnce;
  private final int steady;

  SnapshotTrial(Emulator emulator, SpringPackage function, int atOnce, int steady) {
    this.emulator = emulator;
    this.function = function;
    this.atOnce = atOnce;
    this.steady = steady;
  }

  /** Publishes, restores one after another, then many at once, and asks one for long. */
  Map<String, Object> restored(SnapshotKind kind, int priming) throws Exception {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("kind", kind.label());
    try (Snapshot snapshot =
        emulator.publish(
            function
                .function(kind.options(function))
                .environment("SNAPSTART_DIET", kind.diet())
                .environment("PRIME", Integer.toString(priming))
                .build())) {
      sample.put("initMs", snapshot.initDuration().toNanos() / 1e6);
      sample.put("checkpointMs", snapshot.checkpointDuration().toNanos() / 1e6);
      sample.put("imageMb", snapshot.imageBytes() / 1e6);
      for (String line : snapshot.logLines()) {
        if (line.startsWith("DIET ")) {
          sample.put("diet", line);
        }
      }
      List<Double> answers = new ArrayList<>();
      List<Double> invocations = new ArrayList<>();
      for (int i = 0; i < RESTORES; i++) {
        long begin = System.nanoTime();
        try (Environment clone = snapshot.restore()) {
          invocations.add(ask(clone));
          answers.add(millisSince(begin));
        }
      }
      sample.put("firstAnswerMs", answers);
      sample.put("firstInvocationMs", invocations);
      sample.put("atOnceMs", atOnce(snapshot::restore));
      try (Environment clone = snapshot.restore()) {
        sample.put("pages", PageKinds.of(clone.pid(), SpringPackage.HEAP_BYTES));
        sample.put("steadyP99Ms", steadyP99(clone));
      }
    }
    return sample;
  }

  /** Starts without a snapshot, with the archive or without. */
  Map<String, Object> cold(boolean archived, boolean manyToo) throws Exception {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("kind", archived ? "cold, archive" : "cold");
    List<String> options = archived ? function.archiveOptions() : List.of();
    long begin = System.nanoTime();
    try (Environment environment = emulator.start(function.function(options).build())) {
      sample.put("firstInvocationMs", List.of(ask(environment)));
      sample.put("firstAnswerMs", List.of(millisSince(begin)));
    }
    if (manyToo) {
      sample.put("atOnceMs", atOnce(() -> emulator.start(function.function(options).build())));
    }
    return sample;
  }

  /** Until the last of them has answered. */
  private double atOnce(Callable<Environment> start) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(atOnce);
    List<Environment> started = new ArrayList<>();
    try {
      List<Future<Environment>> answers = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < atOnce; i++) {
        answers.add(
            callers.submit(() -> {
              Environment environment = start.call();
              ask(environment);
              return environment;
            }));
      }
      for (Future<Environment> answer : answers) {
        started.add(answer.get());
      }
      return millisSince(begin);
    } finally {
      callers.shutdownNow();
      started.forEach(Environment::close);
    }
  }

  private double steadyP99(Environment clone) throws IOException, InterruptedException {
    List<Double> durations = new ArrayList<>();
    for (int i = 0; i < steady; i++) {
      durations.add(ask(clone));
    }
    List<Double> sorted =
        durations.subList((int) (steady * STEADY_FROM), steady).stream().sorted().toList();
    return sorted.get((int) (PERCENTILE * (sorted.size() - 1)));
  }

  /** How long the invocation took. */
  private static double ask(Environment environment) throws IOException, InterruptedException {
    InvocationResult result = environment.invoke(EVENT);
    if (result.functionError() != null) {
      throw new IOException("the function that is measured failed: " + result.text());
    }
    return result.report().duration().toNanos() / 1e6;
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
