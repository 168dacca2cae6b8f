package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
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
  void dropsWhatAThreadWritesAfterTheInvocation() {
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
    RuntimeConfig config =
        RuntimeConfig.from(Map.of("AWS_LAMBDA_RUNTIME_API", "localhost:1"), new String[0]);
    return new InvocationLoop(api, config, handler).run();
  }

  /** Hands out prepared invocations, then is gone. */
  private static final class RecordingRuntimeApi implements RuntimeApi {
    private final Deque<Invocation> invocations = new ArrayDeque<>();
    private final List<Boolean> interrupted = new ArrayList<>();

    void enqueue(String requestId, String traceId) {
      invocations.add(new Invocation(requestId, 0, null, traceId, null, null, null, new byte[0]));
    }

    @Override
    public Invocation next() throws IOException {
      if (invocations.isEmpty()) {
        throw new IOException("nobody answers any more");
      }
      return invocations.remove();
    }

    @Override
    public void succeed(String requestId, ResponseBody body) {
      interrupted.add(Thread.currentThread().isInterrupted());
    }

    @Override
    public void fail(String requestId, InvocationError error) {
      throw new AssertionError("no invocation of these tests fails: " + error);
    }

    @Override
    public void failInit(InvocationError error) {
      throw new AssertionError("the loop comes after init");
    }

    @Override
    public void awaitRestore() {
      throw new AssertionError("the loop comes after the restore");
    }

    @Override
    public void failRestore(InvocationError error) {
      throw new AssertionError("the loop comes after the restore");
    }
  }
}
