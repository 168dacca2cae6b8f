package dev.snapstart.hooks;

import java.nio.charset.StandardCharsets;

/** How a phase went, as one line in the style of Lambda's REPORT. Used by one thread. */
final class PhaseReport {

  private final String phase;
  private final StringBuilder hooks = new StringBuilder();
  private int count;
  private long totalNanos;

  PhaseReport(String phase) {
    this.phase = phase;
  }

  void add(String hook, long nanos, boolean failed) {
    hooks.append('\t').append(hook).append(": ");
    appendMillis(hooks, nanos);
    if (failed) {
      hooks.append(" FAILED");
    }
    count++;
    totalNanos += nanos;
  }

  /** Prints the line, in one write so that no other thread tears it; nothing when no hook ran. */
  void print() {
    if (count == 0) {
      return;
    }
    StringBuilder line = new StringBuilder("HOOKS Phase: ").append(phase);
    line.append("\tHooks: ").append(count).append("\tDuration: ");
    appendMillis(line, totalNanos);
    byte[] bytes = line.append(hooks).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  /** Two decimals, rounded; without a formatter, which would be loaded for this alone. */
  private static void appendMillis(StringBuilder text, long nanos) {
    long hundredths = (nanos + 5_000) / 10_000;
    text.append(hundredths / 100).append('.');
    text.append(hundredths / 10 % 10).append(hundredths % 10).append(" ms");
  }
}
