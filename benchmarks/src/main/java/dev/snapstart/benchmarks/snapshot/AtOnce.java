package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.process.StartedCpu;
import dev.snapstart.emulator.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Environments that were started at the same moment, each of which has answered once. */
final class AtOnce implements AutoCloseable {

  /** One of them. */
  record Started(Environment environment, Answer answer, double answeredMs) {}

  private final List<Started> all = new ArrayList<>();
  private final long cpuMs;

  private AtOnce(int count, Callable<Environment> start) throws Exception {
    long cpu = StartedCpu.millis();
    ExecutorService callers = Executors.newFixedThreadPool(count);
    try {
      List<Future<Started>> answers = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < count; i++) {
        answers.add(
            callers.submit(() -> {
              Environment environment = start.call();
              return new Started(environment, Answer.of(environment), Answer.millisSince(begin));
            }));
      }
      for (Future<Started> answer : answers) {
        all.add(answer.get());
      }
    } finally {
      callers.shutdownNow();
    }
    cpuMs = StartedCpu.millis() - cpu;
  }

  /** Returns when the last one has answered. */
  static AtOnce start(int count, Callable<Environment> start) throws Exception {
    return new AtOnce(count, start);
  }

  List<Started> all() {
    return all;
  }

  /** Until the last one has answered. */
  double lastMs() {
    return all.stream().mapToDouble(Started::answeredMs).max().orElse(0);
  }

  /** Times and what they take together, the processes that restore them included. */
  Map<String, Object> facts() throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("atOnce", all.size());
    facts.put("lastMs", lastMs());
    facts.put("medianMs", Quartiles.of(all.stream().map(Started::answeredMs).toList()).median());
    facts.put("cpuMs", cpuMs);
    double proportional = 0;
    for (Started each : all) {
      proportional += Smaps.proportionalMb(each.environment().pid());
    }
    facts.put("pssMb", proportional);
    return facts;
  }

  @Override
  public void close() {
    all.forEach(each -> each.environment().close());
  }
}
