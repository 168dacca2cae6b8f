package dev.snapstart.emulator;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a snapshot is worth for a function: the cold and the restored run side by side. */
final class ClosingTable {

  private final Optional<FunctionRun> cold;
  private final Optional<FunctionRun> restored;

  private ClosingTable(Optional<FunctionRun> cold, Optional<FunctionRun> restored) {
    this.cold = cold;
    this.restored = restored;
  }

  static ClosingTable of(@Nullable FunctionRun cold, @Nullable FunctionRun restored) {
    return new ClosingTable(Optional.ofNullable(cold), Optional.ofNullable(restored));
  }

  @Override
  public String toString() {
    TextTable table = new TextTable();
    table.row("ms", "cold", "restored", "cold / restored");
    table.row(
        "time to first answer",
        millis(cold, FunctionRun::timeToFirstAnswer),
        millis(restored, FunctionRun::timeToFirstAnswer),
        ratio());
    row(table, "init", FunctionRun::init);
    row(table, "restore", FunctionRun::restore);
    row(table, "first invocation", FunctionRun::firstInvocation);
    row(table, "later invocations, median", FunctionRun::laterInvocations);
    table.row("max memory used, MB", memory(cold), memory(restored), "");
    return table
        + "time to first answer: cold is init and first invocation, restored is restore and first"
        + " invocation\n";
  }

  private void row(TextTable table, String name, Function<FunctionRun, Optional<Duration>> value) {
    table.row(name, millis(cold, value), millis(restored, value), "");
  }

  private String ratio() {
    Optional<Duration> slow = cold.flatMap(FunctionRun::timeToFirstAnswer);
    Optional<Duration> fast = restored.flatMap(FunctionRun::timeToFirstAnswer);
    if (slow.isEmpty() || fast.isEmpty()) {
      return "-";
    }
    double ratio = (double) slow.get().toNanos() / fast.get().toNanos();
    return String.format(Locale.ROOT, "%.1f", ratio);
  }

  private static String millis(
      Optional<FunctionRun> run, Function<FunctionRun, Optional<Duration>> value) {
    return run.flatMap(value)
        .map(duration -> String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6))
        .orElse("-");
  }

  private static String memory(Optional<FunctionRun> run) {
    return run.flatMap(FunctionRun::maxMemoryMb).map(String::valueOf).orElse("-");
  }
}
