package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a snapshot cost, and what a restore of it does. Times in milliseconds. */
record Published(Snapshot snapshot) {

  /** How long it took to make, how large it is, and what the diet said. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("initMs", snapshot.initDuration().toNanos() / 1e6);
    facts.put("checkpointMs", snapshot.checkpointDuration().toNanos() / 1e6);
    facts.put(
        "publishMs", snapshot.initDuration().plus(snapshot.checkpointDuration()).toNanos() / 1e6);
    facts.put("imageMb", snapshot.imageBytes() / 1e6);
    for (String line : snapshot.logLines()) {
      if (line.startsWith("DIET ")) {
        facts.put("diet", line);
      }
    }
    return facts;
  }

  /** Restores and asks clones one after another. */
  Map<String, Object> firstAnswers(int restores) throws Exception {
    List<Double> answers = new ArrayList<>();
    List<Double> invocations = new ArrayList<>();
    for (int i = 0; i < restores; i++) {
      long begin = System.nanoTime();
      try (Environment clone = snapshot.restore()) {
        invocations.add(Answer.of(clone).invocationMs());
        answers.add(Answer.millisSince(begin));
      }
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("firstAnswerMs", answers);
    facts.put("firstInvocationMs", invocations);
    return facts;
  }
}
