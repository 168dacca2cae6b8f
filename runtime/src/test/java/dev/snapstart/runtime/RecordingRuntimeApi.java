package dev.snapstart.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Hands out prepared invocations, then is gone; keeps what it is told. */
final class RecordingRuntimeApi implements RuntimeApi {

  private final Deque<Invocation> invocations = new ArrayDeque<>();

  /** Replies in words, such as {@code 1 succeeded} and {@code 2 failed: message}. */
  final List<String> replies = new ArrayList<>();

  /** The thread's interrupt flag at each reply. */
  final List<Boolean> interrupted = new ArrayList<>();

  /** What was streamed, a chunk each. */
  final List<String> chunks = new ArrayList<>();

  private int chunksUntilBroken = Integer.MAX_VALUE;

  void enqueue(String requestId, String traceId) {
    invocations.add(new Invocation(requestId, 0, null, traceId, null, null, null, new byte[0]));
  }

  /** The connection will break while a response is streamed. */
  void breakAfter(int chunks) {
    chunksUntilBroken = chunks;
  }

  /** Runs a loop over what was enqueued. */
  ExitStatus serve(Handler handler) {
    return new InvocationLoop(this, function(handler), null).run();
  }

  /** A function in an empty environment, on this test's class path. */
  static LoadedFunction function(Handler handler) {
    InvocationScope scope = new ProcessScope();
    return new LoadedFunction(
        handler,
        config(),
        new LogLines(LogSettings.from(Map.of(), new ArrayList<>()), scope),
        scope,
        FunctionClassPath.of(null),
        new ThreadMap[0]);
  }

  static RuntimeConfig config() {
    return RuntimeConfig.from(Map.of("AWS_LAMBDA_RUNTIME_API", "localhost:1"), new String[0]);
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
    replies.add(requestId + " succeeded");
  }

  @Override
  public Upload stream(String requestId, String contentType) {
    replies.add(requestId + " streams " + contentType);
    return new Upload() {
      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        if (chunks.size() == chunksUntilBroken) {
          throw new IOException("broken pipe");
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write(bytes, offset, count);
        chunks.add(chunk.toString(StandardCharsets.UTF_8));
      }

      @Override
      public void end(InvocationError error) throws IOException {
        if (chunks.size() == chunksUntilBroken) {
          throw RuntimeApiException.lost("POST", new IOException("broken pipe"));
        }
        replies.add(
            requestId + (error == null ? " ended" : " ended with error: " + error.message()));
      }
    };
  }

  @Override
  public void fail(String requestId, InvocationError error) {
    replies.add(requestId + " failed: " + error.message());
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
