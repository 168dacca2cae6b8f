package dev.snapstart.hooks;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reports as text, without a formatter or a JSON library, which would be loaded for this alone. */
final class ReportText {

  private static volatile boolean silent;

  private ReportText() {}

  /** From here on nothing is printed of what went well or is in a report. */
  static void setSilent(boolean nothing) {
    silent = nothing;
  }

  /** A line for the log, unless that is to be silent. */
  static void say(String line) {
    if (!silent) {
      System.out.println(line);
    }
  }

  /**
   * Prints one line for a phase in the style of Lambda's REPORT, in one write so that no other
   * thread tears it; nothing when there was no hook.
   */
  static void print(Phase phase, List<HookOutcome> outcomes) {
    if (outcomes.isEmpty() || silent) {
      return;
    }
    long totalNanos = 0;
    StringBuilder hooks = new StringBuilder();
    for (HookOutcome outcome : outcomes) {
      long nanos = outcome.duration().toNanos();
      totalNanos += nanos;
      appendMillis(hooks.append('\t').append(outcome.name()).append(": "), nanos);
      hooks.append(" ms").append(outcome.result().suffix());
    }
    StringBuilder line = new StringBuilder("HOOKS Phase: ").append(phase.label());
    line.append("\tHooks: ").append(outcomes.size()).append("\tDuration: ");
    appendMillis(line, totalNanos).append(" ms").append(hooks).append('\n');
    byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  /** Two decimals, rounded. */
  static StringBuilder appendMillis(StringBuilder text, long nanos) {
    long hundredths = (nanos + 5_000) / 10_000;
    text.append(hundredths / 100).append('.');
    return text.append(hundredths / 10 % 10).append(hundredths % 10);
  }

  static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(Character.forDigit(c >> 4, 16));
        json.append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }

  /** What an exception says of itself, whatever its own methods do. */
  static String describe(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (Throwable ignored) {
      // the names of the hooks matter more than an exception that cannot describe itself
      return thrown.getClass().getName();
    }
  }
}
