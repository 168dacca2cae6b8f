package dev.snapstart.hooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the hooks of the newest cycle did, in both phases. It is in memory, so the report of before
 * the checkpoint is there after the restore. Immutable.
 *
 * @param outcomes the hooks in the order in which they ran, those of before the checkpoint first
 * @param remains what clones still share after the restore because the JVM let nobody change it,
 *     each with the reason; empty before a restore
 * @param beforeLeft what was left of the budget before the checkpoint; all of it while the phase
 *     has not run
 * @param afterLeft what was left of the budget after the restore; all of it while the phase has not
 *     run
 */
public record HookReport(
    List<HookOutcome> outcomes, List<String> remains, Duration beforeLeft, Duration afterLeft) {

  /**
   * Keeps its own copies of the lists.
   *
   * @param outcomes the hooks
   * @param remains what clones still share
   * @param beforeLeft what was left before the checkpoint
   * @param afterLeft what was left after the restore
   */
  public HookReport {
    outcomes = List.copyOf(outcomes);
    remains = List.copyOf(remains);
  }

  /**
   * The hooks of one phase.
   *
   * @param phase the phase
   * @return what became of each, in the order in which they ran
   */
  public List<HookOutcome> outcomes(Phase phase) {
    List<HookOutcome> chosen = new ArrayList<>();
    for (HookOutcome outcome : outcomes) {
      if (outcome.phase() == phase) {
        chosen.add(outcome);
      }
    }
    return chosen;
  }

  /**
   * What was left of a phase's budget.
   *
   * @param phase the phase
   * @return zero if it was spent
   */
  public Duration budgetLeft(Phase phase) {
    return phase == Phase.BEFORE_CHECKPOINT ? beforeLeft : afterLeft;
  }

  /**
   * The report as JSON.
   *
   * @return an object of the two phases, each with {@code budgetLeftMillis} and {@code hooks}, a
   *     list of objects with {@code name}, {@code millis}, {@code result} and maybe {@code detail};
   *     then {@code remains}, a list of texts
   */
  public String toJson() {
    StringBuilder json = new StringBuilder("{");
    for (Phase phase : Phase.values()) {
      json.append(phase == Phase.BEFORE_CHECKPOINT ? "" : ",");
      ReportText.quote(json, phase.label()).append(":{\"budgetLeftMillis\":");
      ReportText.appendMillis(json, budgetLeft(phase).toNanos()).append(",\"hooks\":[");
      boolean first = true;
      for (HookOutcome outcome : outcomes(phase)) {
        json.append(first ? "{" : ",{").append("\"name\":");
        ReportText.quote(json, outcome.name()).append(",\"millis\":");
        ReportText.appendMillis(json, outcome.duration().toNanos()).append(",\"result\":\"");
        json.append(outcome.result().name()).append('"');
        if (outcome.detail() != null) {
          ReportText.quote(json.append(",\"detail\":"), outcome.detail());
        }
        json.append('}');
        first = false;
      }
      json.append("]}");
    }
    json.append(",\"remains\":[");
    for (int i = 0; i < remains.size(); i++) {
      ReportText.quote(json.append(i == 0 ? "" : ","), remains.get(i));
    }
    return json.append("]}").toString();
  }
}
