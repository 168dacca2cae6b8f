package dev.snapstart.hooks;

import dev.snapstart.hooks.HookOutcome.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run of a phase: all its hooks, one after the other, whatever they throw. For one thread. */
final class PhaseRun {

  private static final int SHOWN_FRAMES = 16;

  private final Phase phase;
  private final HookClock clock;
  private final long budgetNanos;
  private final long startNanos;
  private final List<HookOutcome> outcomes = new ArrayList<>();
  private final List<String> failedHooks = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private boolean interrupted;

  PhaseRun(Phase phase, long budgetNanos, HookClock clock) {
    this.phase = phase;
    this.budgetNanos = budgetNanos;
    this.clock = clock;
    this.startNanos = clock.nanoTime();
  }

  /** Runs the hooks, prints what became of them, and throws if a critical one failed. */
  void all(List<HookEntry> entries) throws HookFailure {
    for (HookEntry entry : entries) {
      Hook hook = entry.hook(phase);
      if (hook != null && !entry.isRemoved()) {
        one(entry, hook);
      }
    }
    ReportText.print(phase, outcomes);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw new HookFailure(phase.label(), failedHooks, failures);
    }
  }

  List<HookOutcome> outcomes() {
    return outcomes;
  }

  Duration left() {
    return Duration.ofNanos(leftNanos());
  }

  private long leftNanos() {
    return Math.max(0, budgetNanos - (clock.nanoTime() - startNanos));
  }

  private void one(HookEntry entry, Hook hook) {
    long left = leftNanos();
    if (left == 0) {
      String why =
          "not called: the phase's "
              + budgetNanos / 1_000_000
              + " ms are spent [HOOKS_BUDGET_SPENT]";
      ended(entry, 0, Result.SKIPPED, new TimeoutException(why));
      return;
    }
    entry.setTookPart(true);
    long begin = clock.nanoTime();
    long limit = entry.limitNanos();
    @Nullable Throwable thrown;
    Result result = Result.FAILED;
    if (limit == 0) {
      thrown = call(hook);
    } else {
      // left by the hook before, and no reason not to wait for this one
      interrupted |= Thread.interrupted();
      LimitedCall limited = new LimitedCall(entry.name(), hook);
      thrown = limited.run(Math.min(limit, left));
      result = limited.isLate() ? Result.TIMEOUT : Result.FAILED;
    }
    ended(entry, clock.nanoTime() - begin, thrown == null ? Result.OK : result, thrown);
  }

  private void ended(HookEntry entry, long nanos, Result result, @Nullable Throwable thrown) {
    String detail = thrown == null ? null : detail(thrown, result);
    outcomes.add(new HookOutcome(entry.name(), phase, Duration.ofNanos(nanos), result, detail));
    if (thrown == null) {
      return;
    }
    interrupted |= thrown instanceof InterruptedException;
    if (entry.isCritical()) {
      failedHooks.add(entry.name());
      failures.add(thrown);
    } else {
      System.err.println(
          "hook \""
              + entry.name()
              + "\" failed in "
              + phase.label()
              + ", going on: "
              + detail
              + " [HOOKS_BEST_EFFORT_FAILED]");
    }
  }

  private static String detail(Throwable thrown, Result result) {
    if (result == Result.FAILED) {
      return ReportText.describe(thrown);
    }
    StringBuilder text = new StringBuilder(String.valueOf(thrown.getMessage()));
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; result == Result.TIMEOUT && i < Math.min(frames.length, SHOWN_FRAMES); i++) {
      text.append(i == 0 ? ", at " : " < ").append(frames[i]);
    }
    return text.toString();
  }

  /** Runs a hook here; gives back what it threw, or null. */
  static @Nullable Throwable call(Hook hook) {
    try {
      hook.run();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }
}
