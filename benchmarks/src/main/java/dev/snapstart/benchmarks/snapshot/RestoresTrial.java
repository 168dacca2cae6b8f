package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.process.ProcessCost;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A snapshot, and restores of it in random order: many at once, and from files that are on disk.
 */
final class RestoresTrial {

  /** Requests before the checkpoint. */
  private static final String PRIMING = "100";

  private final Emulator emulator;
  private final FunctionPackage function;
  private final List<Integer> sizes;
  private final int eachCache;
  private final Random order = new Random(1);

  /** With as many at once, and as many restores from the cache as from disk. */
  RestoresTrial(Emulator emulator, FunctionPackage function, List<Integer> sizes, int eachCache) {
    this.emulator = emulator;
    this.function = function;
    this.sizes = sizes;
    this.eachCache = eachCache;
  }

  /** All that is measured of one snapshot. */
  List<Map<String, Object>> restored(SnapshotKind kind) throws Exception {
    try (Snapshot snapshot = emulator.publish(spec(kind))) {
      List<Callable<Map<String, Object>>> trials = new ArrayList<>();
      for (int size : sizes) {
        trials.add(() -> clones(snapshot, size));
      }
      for (int i = 0; i < eachCache; i++) {
        trials.add(() -> cached(snapshot, true));
        trials.add(() -> cached(snapshot, false));
      }
      trials.add(() -> touched(snapshot));
      Collections.shuffle(trials, order);
      return samples(label(kind), trials);
    }
  }

  /** So many cold starts instead. */
  List<Map<String, Object>> cold(SnapshotKind kind, int size) throws Exception {
    return samples(
        "cold, " + kind.label(),
        List.of(() -> {
          try (AtOnce started = AtOnce.start(size, () -> emulator.start(spec(kind)))) {
            return started.facts();
          }
        }));
  }

  /** Of restores in samples. */
  static String label(SnapshotKind kind) {
    return "restored, " + kind.label();
  }

  private FunctionSpec spec(SnapshotKind kind) {
    return function.function(kind, PRIMING).environment("PROBES", "on").build();
  }

  private static List<Map<String, Object>> samples(
      String kind, List<Callable<Map<String, Object>>> trials) throws Exception {
    List<Map<String, Object>> samples = new ArrayList<>();
    for (Callable<Map<String, Object>> trial : trials) {
      Map<String, Object> sample = new LinkedHashMap<>();
      sample.put("kind", kind);
      sample.putAll(trial.call());
      samples.add(sample);
    }
    return samples;
  }

  private static Map<String, Object> clones(Snapshot snapshot, int size) throws Exception {
    try (AtOnce clones = AtOnce.start(size, snapshot::restore)) {
      Map<String, Object> facts = clones.facts();
      Uniqueness.check(clones.all());
      return facts;
    }
  }

  /** Restores one with all that it reads in memory, or nothing of it. */
  private Map<String, Object> cached(Snapshot snapshot, boolean inMemory) throws Exception {
    List<Path> files = new ArrayList<>(function.files());
    try (Stream<Path> image = Files.list(snapshot.imageDirectory().orElseThrow())) {
      image.filter(Files::isRegularFile).forEach(files::add);
    }
    if (inMemory) {
      PageCache.fill(files);
    } else {
      PageCache.evict(files);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cache", inMemory ? "warm" : "cold");
    double before = PageCache.cachedMb(files);
    facts.put("cachedMb", before);
    long begin = System.nanoTime();
    try (Environment clone = snapshot.restore()) {
      Answer.of(clone);
      facts.put("firstAnswerMs", Answer.millisSince(begin));
      ProcessCost cost = ProcessCost.of(clone.pid());
      facts.put("minorFaults", cost.minorFaults());
      facts.put("majorFaults", cost.majorFaults());
    }
    facts.put("readMb", PageCache.cachedMb(files) - before);
    return facts;
  }

  private static Map<String, Object> touched(Snapshot snapshot) throws Exception {
    try (Environment clone = snapshot.restore()) {
      TouchedPages.forget(clone.pid());
      Answer.of(clone);
      Map<String, Object> facts = new LinkedHashMap<>(TouchedPages.since(clone.pid()));
      facts.putAll(new Published(snapshot).facts());
      return facts;
    }
  }
}
