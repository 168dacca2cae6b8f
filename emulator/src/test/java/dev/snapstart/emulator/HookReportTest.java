package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.HookReport.Hook;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookReportTest {

  private static final List<String> LOG =
      List.of(
          "INIT_START …",
          "HOOKS Phase: beforeCheckpoint\tHooks: 2\tDuration: 14.21 ms\tcatalogue: 13.02 ms"
              + "\tjournal: a: 0.40 ms FAILED",
          "HOOKS Phase: afterRestore\tHooks: 0\tDuration: 0.01 ms",
          "HOOKS Phase: afterRestore\tHooks: 2\tDuration: 1.00 ms\tcatalogue: 0.90 ms\tpool: 0.00 ms SKIPPED",
          "HOOKS cut off",
          "HOOKS Phase: x\tHooks: 1\tDuration: 1 ms\tgarbled");

  @Test
  void readsOneRowPerHookAndPhase() {
    assertThat(HookReport.of(LOG).hooks())
        .containsExactly(
            new Hook("catalogue", "beforeCheckpoint", 13.02, "ok"),
            new Hook("journal: a", "beforeCheckpoint", 0.40, "FAILED"),
            new Hook("catalogue", "afterRestore", 0.90, "ok"),
            new Hook("pool", "afterRestore", 0.00, "SKIPPED"));
  }

  @Test
  void readsThemInJson() {
    assertThat(
            HookReport.of(
                    List.of(
                        "{\"level\":\"INFO\",\"message\":\"HOOKS Phase: afterRestore\\tHooks:"
                            + " 1\\tDuration: 1.00 ms\\tpool: 0.70 ms\"}",
                        "{ HOOKS Phase: no JSON"))
                .hooks())
        .containsExactly(new Hook("pool", "afterRestore", 0.70, "ok"));
  }

  @Test
  void printsATable() {
    assertThat(HookReport.of(LOG))
        .hasToString(
            """
            hook report
            hook         phase                 ms   outcome
            catalogue    beforeCheckpoint   13.02   ok
            journal: a   beforeCheckpoint    0.40   FAILED
            catalogue    afterRestore        0.90   ok
            pool         afterRestore        0.00   SKIPPED
            """);
  }

  @Test
  void saysThatThereAreNoHooks() {
    assertThat(HookReport.of(List.of())).hasToString("hook report: no hook reported itself\n");
  }
}
