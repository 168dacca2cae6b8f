package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many invocations at a time in one function process. */
class ConcurrencyProcessTest {

  private static final int CALLERS = 8;
  private static final int CALLS = 1250;

  private final Emulator emulator = Emulator.builder().build();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  @AfterEach
  void close() {
    callers.shutdownNow();
    emulator.close();
  }

  @Test
  void answersTenThousandMixedInvocationsEachWithItsOwn() throws Exception {
    Environment environment =
        emulator.start(FunctionProcess.function("Concurrent").maxConcurrency(CALLERS).build());
    List<Future<Integer>> failures = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int number = caller;
      failures.add(callers.submit(() -> call(environment, number)));
    }
    int failed = 0;
    for (Future<Integer> count : failures) {
      failed += count.get();
    }
    // 13 numbers of each caller end with 13, and one is 666
    assertThat(failed).isEqualTo(CALLERS * 14);
    assertThat(environment.isAlive()).isTrue();
    assertThat(environment.connectionCount()).isEqualTo(CALLERS);
    assertThat(environment.logLines()).noneMatch(line -> line.contains("started anew"));
  }

  /** How many of the calls failed, as they should; every other answer is checked. */
  private static int call(Environment environment, int caller) throws InterruptedException {
    int failed = 0;
    for (int i = 0; i < CALLS; i++) {
      String event = caller + "-" + i;
      InvocationResult result =
          environment.invoke(("\"" + event + "\"").getBytes(StandardCharsets.UTF_8));
      if (event.endsWith("13") || event.endsWith("666")) {
        assertThat(result.functionError()).as(event).isEqualTo("Unhandled");
        assertThat(result.text()).contains("\"errorMessage\":\"" + event + "\"");
        failed++;
      } else {
        assertThat(result.text()).isEqualTo("\"" + event + " " + result.requestId() + " true\"");
      }
    }
    return failed;
  }
}
