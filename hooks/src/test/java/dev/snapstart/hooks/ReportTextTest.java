package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.hooks.HookOutcome.Result;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;
  private final Locale locale = Locale.getDefault();

  @BeforeEach
  void catchOutput() {
    System.setOut(new PrintStream(printed, false, StandardCharsets.UTF_8));
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(standardOutput);
    Locale.setDefault(locale);
  }

  @Test
  void printsOneLineWithEveryHookAndItsDuration() {
    ReportText.print(
        Phase.AFTER_RESTORE,
        List.of(
            outcome("catalogue", 13_021_999, Result.OK),
            outcome("journal: caf\u00e9", 5_000, Result.FAILED),
            outcome("pool", 0, Result.SKIPPED),
            outcome("net", 2_000_000, Result.TIMEOUT)));
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "HOOKS Phase: afterRestore\tHooks: 4\tDuration: 15.03 ms\tcatalogue: 13.02 ms"
                + "\tjournal: caf\u00e9: 0.01 ms FAILED\tpool: 0.00 ms SKIPPED\tnet: 2.00 ms TIMEOUT\n");
  }

  @Test
  void printsTheLineInOneWrite() {
    List<Integer> writes = new ArrayList<>();
    System.setOut(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                writes.add(1);
              }

              @Override
              public void write(byte[] bytes, int offset, int length) {
                writes.add(length);
              }
            },
            true,
            StandardCharsets.UTF_8));
    ReportText.print(Phase.AFTER_RESTORE, List.of(outcome("journal", 1_000_000, Result.OK)));
    assertThat(writes).hasSize(1);
  }

  @Test
  void printsNothingWhenItIsToBeSilent() {
    CheckpointHooks.printReports(false);
    try {
      ReportText.print(Phase.AFTER_RESTORE, List.of(outcome("journal", 1_000_000, Result.FAILED)));
      ReportText.say("PRIMING Classes: 3 loaded");
      assertThat(printed.size()).isZero();
    } finally {
      CheckpointHooks.printReports(true);
    }
    ReportText.say("PRIMING Classes: 3 loaded");
    assertThat(printed.size()).isPositive();
  }

  @Test
  void printsNothingWhenNoHookRan() {
    ReportText.print(Phase.AFTER_RESTORE, List.of());
    assertThat(printed.size()).isZero();
  }

  @Test
  void isPrintedAlsoWhenAHookFails() {
    HookRegistry registry = new HookRegistry();
    HookCycle cycle = new HookCycle(registry, new RestoreClock(HookClock.SYSTEM), HookClock.SYSTEM);
    new HookBuilder("journal", registry, () -> {}).beforeCheckpoint(() -> {}).register();
    new HookBuilder("pool", registry, () -> {})
        .beforeCheckpoint(() -> {
          throw new IllegalStateException("busy");
        })
        .register();
    try {
      cycle.beforeCheckpoint();
    } catch (HookFailure expected) {
      assertThat(expected.failedHooks()).containsExactly("pool");
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .matches(
            "HOOKS Phase: beforeCheckpoint\tHooks: 2\tDuration: [0-9.]+ ms"
                + "\tpool: [0-9.]+ ms FAILED\tjournal: [0-9.]+ ms\n");
  }

  @Test
  void escapesWhatJsonDoesNotTake() {
    HookOutcome outcome =
        new HookOutcome(
            "a \"b\" \\", Phase.AFTER_RESTORE, Duration.ZERO, Result.FAILED, "line\nbreak\u0001");
    HookReport report = new HookReport(List.of(outcome), List.of(), Duration.ZERO, Duration.ZERO);
    assertThat(report.toJson())
        .contains("{\"name\":\"a \\\"b\\\" \\\\\",\"millis\":0.00,\"result\":\"FAILED\"")
        .contains("\"detail\":\"line\\u000abreak\\u0001\"}");
  }

  private static HookOutcome outcome(String name, long nanos, Result result) {
    return new HookOutcome(name, Phase.AFTER_RESTORE, Duration.ofNanos(nanos), result, null);
  }
}
