package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvocationLoopTest {

  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  private final RecordingRuntimeApi api = new RecordingRuntimeApi();

  @AfterEach
  void clearTrace() {
    System.clearProperty(TRACE);
  }

  @Test
  void showsEachInvocationItsOwnTraceIdOnly() {
    api.enqueue("1", "Root=1");
    api.enqueue("2", null);
    List<String> seen = new ArrayList<>();
    run((event, context, body) -> seen.add(String.valueOf(System.getProperty(TRACE))));
    assertThat(seen).containsExactly("Root=1", "null");
  }

  @Test
  void clearsTheInterruptFlagThatAHandlerLeaves() {
    api.enqueue("1", null);
    run((event, context, body) -> Thread.currentThread().interrupt());
    assertThat(api.interrupted).containsExactly(false);
  }

  @Test
  void dropsWhatAThreadWritesAfterTheInvocation() throws Exception {
    api.enqueue("1", null);
    List<ResponseBody> kept = new ArrayList<>();
    run((event, context, body) -> {
      body.write('a');
      kept.add(body);
    });
    kept.get(0).write('b');
    assertThat(kept.get(0).length()).isEqualTo(1);
  }

  @Test
  void endsWhenTheRuntimeApiIsLost() {
    assertThat(run((event, context, body) -> {})).isEqualTo(ExitStatus.RUNTIME_API_FAILED);
  }

  private ExitStatus run(Handler handler) {
    return api.serve(handler);
  }
}
