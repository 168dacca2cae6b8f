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

  private record Line(String text, boolean printed) {}

  private final Consumer<String> sink;
  private final Deque<Line> lines = new ArrayDeque<>();
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
    add(new Line(line, false));
  }

  /** A line of the process. */
  synchronized void output(String line) {
    keep(lastOutput, line, LAST_LINES);
    add(new Line(line, true));
  }

  /** The newest lines, oldest first. */
  synchronized List<String> lines() {
    return lines.stream().map(Line::text).toList();
  }

  /** The newest lines that the process printed, oldest first. */
  synchronized List<String> printed() {
    return lines.stream().filter(Line::printed).map(Line::text).toList();
  }

  /** The last lines of the process, each ended by a line feed. */
  synchronized String lastOutput() {
    StringBuilder text = new StringBuilder();
    lastOutput.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private void add(Line line) {
    keep(lines, line, KEPT_LINES);
    sink.accept(line.text());
  }

  private static <T> void keep(Deque<T> kept, T line, int count) {
    kept.add(line);
    if (kept.size() > count) {
      kept.remove();
    }
  }
}
