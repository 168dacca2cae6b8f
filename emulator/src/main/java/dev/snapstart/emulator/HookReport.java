package dev.snapstart.emulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the hooks of a function did, taken from the lines that the hooks library prints, one per
 * phase: {@code HOOKS Phase: beforeCheckpoint}, then separated by TAB the number of hooks, the
 * duration, and per hook {@code name: 0.40 ms}, with {@code FAILED}, {@code TIMEOUT} or {@code
 * SKIPPED} behind it where it did not do its work.
 */
record HookReport(List<Hook> hooks) {

  /** One call of one hook. */
  record Hook(String name, String phase, String millis, String outcome) {}

  private static final String START = "HOOKS Phase: ";
  private static final int FIRST_HOOK = 3;

  static HookReport of(Collection<String> logLines) {
    List<Hook> hooks = new ArrayList<>();
    for (String line : logLines) {
      if (line.startsWith(START)) {
        addHooks(line.substring(START.length()).split("\t", -1), hooks);
      }
    }
    return new HookReport(List.copyOf(hooks));
  }

  /** For JSON. */
  List<Map<String, Object>> toMaps() {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Hook hook : hooks) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("hook", hook.name());
      map.put("phase", hook.phase());
      map.put("ms", Double.valueOf(hook.millis()));
      map.put("outcome", hook.outcome());
      maps.add(map);
    }
    return maps;
  }

  @Override
  public String toString() {
    if (hooks.isEmpty()) {
      return "hook report: no hook reported itself\n";
    }
    TextTable table = new TextTable();
    table.row("hook", "phase", "ms", "outcome");
    for (Hook hook : hooks) {
      table.row(hook.name(), hook.phase(), hook.millis(), hook.outcome());
    }
    return "hook report\n" + table;
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
          hooks.add(new Hook(fields[i].substring(0, colon), fields[0], value[0], outcome));
        }
      }
    }
  }
}
