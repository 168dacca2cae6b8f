package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the hooks of a function did, in the order in which they did it; taken from the lines that
 * the hooks library prints, one per phase: {@code HOOKS Phase: beforeCheckpoint}, then separated by
 * TAB the number of hooks, the duration, and per hook {@code name: 0.40 ms}, with {@code FAILED},
 * {@code TIMEOUT} or {@code SKIPPED} behind it where it did not do its work. Empty where nothing
 * printed such lines.
 *
 * @param hooks the calls, each hook once a phase
 */
public record HookReport(List<Hook> hooks) {

  /**
   * One call of one hook.
   *
   * @param name as it was registered
   * @param phase {@code beforeCheckpoint} or {@code afterRestore}
   * @param millis how long it took, in milliseconds
   * @param outcome {@code ok}, {@code FAILED}, {@code TIMEOUT} or {@code SKIPPED}
   */
  public record Hook(String name, String phase, double millis, String outcome) {

    /**
     * Whether it did its work.
     *
     * @return true for the outcome {@code ok}
     */
    public boolean isOk() {
      return outcome.equals("ok");
    }
  }

  /**
   * Makes a report.
   *
   * @param hooks the calls
   */
  public HookReport {
    hooks = List.copyOf(hooks);
  }

  private static final String START = "HOOKS Phase: ";
  private static final int FIRST_HOOK = 3;

  static HookReport of(Collection<String> logLines) {
    List<Hook> hooks = new ArrayList<>();
    for (String logged : logLines) {
      String line = message(logged);
      if (line.startsWith(START)) {
        addHooks(line.substring(START.length()).split("\t", -1), hooks);
      }
    }
    return new HookReport(hooks);
  }

  /**
   * The calls of one phase.
   *
   * @param phase {@code beforeCheckpoint} or {@code afterRestore}
   * @return a part of this report
   */
  public HookReport of(String phase) {
    return new HookReport(hooks.stream().filter(hook -> hook.phase().equals(phase)).toList());
  }

  /** For JSON. */
  List<Map<String, Object>> toMaps() {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Hook hook : hooks) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("hook", hook.name());
      map.put("phase", hook.phase());
      map.put("ms", hook.millis());
      map.put("outcome", hook.outcome());
      maps.add(map);
    }
    return maps;
  }

  /** A table for users. */
  @Override
  public String toString() {
    if (hooks.isEmpty()) {
      return "hook report: no hook reported itself\n";
    }
    TextTable table = new TextTable();
    table.row("hook", "phase", "ms", "outcome");
    for (Hook hook : hooks) {
      String millis = String.format(Locale.ROOT, "%.2f", hook.millis());
      table.row(hook.name(), hook.phase(), millis, hook.outcome());
    }
    return "hook report\n" + table;
  }

  /** What was printed, also where it stands in a line of JSON. */
  private static String message(String line) {
    if (line.startsWith("{") && line.contains(START)) {
      try {
        return String.valueOf(JSON.std.mapFrom(line).get("message"));
      } catch (IOException notJson) {
        return line;
      }
    }
    return line;
  }

  private static void addHooks(String[] fields, List<Hook> hooks) {
    for (int i = FIRST_HOOK; i < fields.length; i++) {
      // the name may hold ": " itself, the value does not
      int colon = fields[i].lastIndexOf(": ");
      if (colon > 0) {
        String[] value = fields[i].substring(colon + 2).split(" ", -1);
        String outcome = value.length > 2 ? value[2] : "ok";
        // anybody can print a line that looks like one of these
        if (value[0].matches("\\d+(\\.\\d+)?")) {
          double millis = Double.parseDouble(value[0]);
          hooks.add(new Hook(fields[i].substring(0, colon), fields[0], millis, outcome));
        }
      }
    }
  }
}
