package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhaseReportTest {

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
    PhaseReport report = new PhaseReport("afterRestore");
    report.add("catalogue", 13_021_999, false);
    report.add("journal: caf\u00e9", 5_000, true);
    report.print();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "HOOKS Phase: afterRestore\tHooks: 2\tDuration: 13.03 ms\tcatalogue: 13.02 ms"
                + "\tjournal: caf\u00e9: 0.01 ms FAILED\n");
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
    PhaseReport report = new PhaseReport("afterRestore");
    report.add("journal", 1_000_000, false);
    report.print();
    assertThat(writes).hasSize(1);
  }

  @Test
  void printsNothingWhenNoHookRan() {
    new PhaseReport("afterRestore").print();
    assertThat(printed.size()).isZero();
  }

  @Test
  void isPrintedAlsoWhenAHookFails() {
    HookPhase phase = new HookPhase("beforeCheckpoint");
    phase.add(
        "pool",
        () -> {
          throw new IllegalStateException("busy");
        });
    phase.add("journal", () -> {});
    try {
      phase.run();
    } catch (HookFailure expected) {
      assertThat(expected.failedHooks()).containsExactly("pool");
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .matches(
            "HOOKS Phase: beforeCheckpoint\tHooks: 2\tDuration: [0-9.]+ ms"
                + "\tpool: [0-9.]+ ms FAILED\tjournal: [0-9.]+ ms\n");
  }
}
