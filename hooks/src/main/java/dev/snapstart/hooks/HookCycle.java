package dev.snapstart.hooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs the phases, over and over: hooks before a checkpoint, hooks after its restore. Phases are
 * for one thread at a time; all else is thread-safe.
 */
final class HookCycle {

  /** AWS ends an init under SnapStart after 130 s, or more. */
  private static final long BEFORE_BUDGET_NANOS = 120_000_000_000L;

  /** AWS ends a restore after 10 s, of which loading the snapshot takes some. */
  private static final long AFTER_BUDGET_NANOS = 8_000_000_000L;

  private final HookRegistry registry;
  private final RestoreClock restores;
  private final HookClock clock;
  private volatile long beforeBudget = BEFORE_BUDGET_NANOS;
  private volatile long afterBudget = AFTER_BUDGET_NANOS;
  private volatile HookReport report =
      new HookReport(
          List.of(),
          List.of(),
          Duration.ofNanos(BEFORE_BUDGET_NANOS),
          Duration.ofNanos(AFTER_BUDGET_NANOS));

  /** Whether a checkpoint was begun and its restore has not come yet. */
  private volatile boolean begun;

  private volatile boolean beforeCheckpoint;

  HookCycle(HookRegistry registry, RestoreClock restores, HookClock clock) {
    this.registry = registry;
    this.restores = restores;
    this.clock = clock;
  }

  void setBudget(Phase phase, Duration budget) {
    if (budget.isZero() || budget.isNegative()) {
      throw new IllegalArgumentException(
          "cannot give "
              + phase.label()
              + " a budget of "
              + budget
              + ": expected more than zero [HOOKS_BAD_DURATION]");
    }
    if (phase == Phase.BEFORE_CHECKPOINT) {
      beforeBudget = budget.toNanos();
    } else {
      afterBudget = budget.toNanos();
    }
  }

  HookReport report() {
    return report;
  }

  /** Whether the hooks before the checkpoint are running. */
  boolean isBeforeCheckpoint() {
    return beforeCheckpoint;
  }

  void beforeCheckpoint() throws HookFailure {
    List<HookEntry> entries = registry.inSetUpOrder();
    Collections.reverse(entries);
    for (HookEntry entry : entries) {
      entry.setTookPart(false);
    }
    begun = true;
    beforeCheckpoint = true;
    Randomness.prepareJvm();
    PhaseRun run = new PhaseRun(Phase.BEFORE_CHECKPOINT, beforeBudget, clock);
    try {
      run.all(entries);
    } finally {
      beforeCheckpoint = false;
      report = new HookReport(run.outcomes(), List.of(), run.left(), Duration.ofNanos(afterBudget));
      restores.checkpointing();
    }
  }

  void afterRestore() throws HookFailure {
    restores.restored();
    List<HookEntry> entries = new ArrayList<>();
    for (HookEntry entry : registry.inSetUpOrder()) {
      if (!begun || entry.mayFollow()) {
        entries.add(entry);
      }
    }
    PhaseRun run = new PhaseRun(Phase.AFTER_RESTORE, afterBudget, clock);
    List<String> remains = Randomness.repairJvm();
    try {
      run.all(entries);
    } finally {
      List<HookOutcome> both = new ArrayList<>(report.outcomes(Phase.BEFORE_CHECKPOINT));
      both.addAll(run.outcomes());
      report = new HookReport(both, remains, report.beforeLeft(), run.left());
      begun = false;
    }
  }
}
