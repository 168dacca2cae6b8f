package dev.snapstart.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The log of one environment: what its process prints and what the platform says. Safe for threads.
 */
final class EnvironmentLog {

  private static final int KEPT_LINES = 10_000;
  private static final int LAST_LINES = 20;

  private final Consumer<String> sink;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Deque<String> lastOutput = new ArrayDeque<>();

  EnvironmentLog(Consumer<String> sink) {
    this.sink = sink;
  }

  /** An empty one for a clone, whose lines go the same way. */
  EnvironmentLog forClone() {
    return new EnvironmentLog(sink);
  }

  /** A line of the platform. */
  synchronized void platform(String line) {
    keep(lines, line, KEPT_LINES);
    sink.accept(line);
  }

  /** A line of the process. */
  synchronized void output(String line) {
    keep(lastOutput, line, LAST_LINES);
    platform(line);
  }

  /** The newest lines, oldest first. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The last lines of the process, each ended by a line feed. */
  synchronized String lastOutput() {
    StringBuilder text = new StringBuilder();
    lastOutput.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static void keep(Deque<String> kept, String line, int count) {
    kept.add(line);
    if (kept.size() > count) {
      kept.remove();
    }
  }
}
