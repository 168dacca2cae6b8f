package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClosingTableTest {

  @Test
  void comparesTheColdAndTheRestoredRun() {
    FunctionRun cold =
        FunctionRun.of(
            List.of(result(20, 480, null), result(4, null, null), result(2, null, null)), 3);
    FunctionRun restored =
        FunctionRun.of(List.of(result(10, null, 40), result(1, null, null)), 2)
            .withInit(Duration.ofMillis(900));

    assertThat(ClosingTable.of(cold, restored))
        .hasToString(
            """
            ms                            cold   restored   cold / restored
            time to first answer        500.00      50.00              10.0
            init                        480.00     900.00
            restore                          -      40.00
            first invocation             20.00      10.00
            later invocations, median     3.00       1.00
            max memory used, MB             77         77
            time to first answer: cold is init and first invocation, restored is restore and first\
             invocation
            """);
  }

  @Test
  void leavesARunOutThatWasNotMade() {
    FunctionRun restored = FunctionRun.of(List.of(result(10, null, 40)), 1);

    assertThat(ClosingTable.of(null, restored).toString())
        .containsPattern("time to first answer +- +50.00 +-\\n");
  }

  @Test
  void succeedsOnlyWhenEveryEventWasAnsweredWithoutError() {
    InvocationResult good = result(1, null, null);
    InvocationResult bad =
        new InvocationResult("x", Reply.of(new PlatformError("Runtime.Boom", "")), good.report());

    assertThat(FunctionRun.of(List.of(good, good), 2).succeeded()).isTrue();
    assertThat(FunctionRun.of(List.of(good, bad), 2).succeeded()).isFalse();
    assertThat(FunctionRun.of(List.of(good), 2).succeeded()).isFalse();
  }

  private static InvocationResult result(
      int millis, @Nullable Integer initMillis, @Nullable Integer restoreMillis) {
    Duration init = initMillis == null ? null : Duration.ofMillis(initMillis);
    Duration restore = restoreMillis == null ? null : Duration.ofMillis(restoreMillis);
    return new InvocationResult(
        "id",
        Reply.response(new byte[0], null),
        new Report(Duration.ofMillis(millis), init, restore, restore, 77));
  }
}
