package dev.snapstart.emulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The measurements of one run of a function: cold, or restored from a snapshot.
 *
 * @param init empty unless an environment was initialized for the run
 * @param restore empty unless it was restored
 * @param results one per invocation, in order
 * @param complete whether every event was sent
 */
record FunctionRun(
    Optional<Duration> init,
    Optional<Duration> restore,
    List<InvocationResult> results,
    boolean complete) {

  static FunctionRun of(List<InvocationResult> results, int events) {
    Optional<Report> first = results.stream().findFirst().map(InvocationResult::report);
    return new FunctionRun(
        first.map(Report::initDuration),
        first.map(Report::restoreDuration),
        List.copyOf(results),
        results.size() == events);
  }

  FunctionRun withInit(Duration snapshotInit) {
    return new FunctionRun(Optional.of(snapshotInit), restore, results, complete);
  }

  boolean succeeded() {
    return complete && results.stream().allMatch(result -> result.functionError() == null);
  }

  /** For JSON. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    init.ifPresent(time -> map.put("initMs", millis(time)));
    restore.ifPresent(time -> map.put("restoreMs", millis(time)));
    timeToFirstAnswer().ifPresent(time -> map.put("timeToFirstAnswerMs", millis(time)));
    maxMemoryMb().ifPresent(memory -> map.put("maxMemoryMb", memory));
    map.put("invocations", results.stream().map(InvocationResult::toMap).toList());
    map.put("succeeded", succeeded());
    return map;
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  /**
   * AWS's definition of a cold start: restore and duration, or without a snapshot init and
   * duration.
   */
  Optional<Duration> timeToFirstAnswer() {
    return firstInvocation().map(first -> restore.or(() -> init).orElse(Duration.ZERO).plus(first));
  }

  Optional<Duration> firstInvocation() {
    return durations().findFirst();
  }

  Optional<Duration> laterInvocations() {
    List<Duration> later = durations().skip(1).sorted().toList();
    if (later.isEmpty()) {
      return Optional.empty();
    }
    Duration low = later.get((later.size() - 1) / 2);
    Duration high = later.get(later.size() / 2);
    return Optional.of(low.plus(high).dividedBy(2));
  }

  Optional<Integer> maxMemoryMb() {
    return results.stream()
        .map(result -> result.report().maxMemoryUsedMb())
        .filter(Objects::nonNull)
        .max(Integer::compare);
  }

  private Stream<Duration> durations() {
    return results.stream().map(result -> result.report().duration());
  }
}
