package dev.snapstart.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session of an environment that serves several invocations at a time, as Lambda Managed
 * Instances do: the runtime has so many requests for an invocation open, each response stands for
 * itself. After RIE's {@code lambda-managed-instances}.
 */
final class ConcurrentSession implements RuntimeSession {

  private static final int MAX_ERROR_BYTES = 1 << 20;
  private static final int REMEMBERED_TIMEOUTS = 10_000;

  private final int maxConcurrency;
  private final Changes changes;
  private final RuntimeEnd end;
  private final Deque<PendingInvocation> waiting = new ArrayDeque<>();
  private final Map<String, PendingInvocation> running = new HashMap<>();
  private final Set<String> timedOut = new LinkedHashSet<>();
  private int idle;
  private boolean ready;
  private long readyNanos;

  ConcurrentSession(int maxConcurrency, Changes changes, RuntimeEnd end) {
    this.maxConcurrency = maxConcurrency;
    this.changes = changes;
    this.end = end;
  }

  // ---- the runtime's side

  @Override
  public synchronized Invocation next() throws RefusedException, InterruptedException {
    if (end.postedError() != null) {
      throw RefusedException.transition(RuntimeState.INIT_ERROR, RuntimeState.READY);
    }
    if (idle >= maxConcurrency) {
      throw RefusedException.tooManyIdleRuntimes(maxConcurrency);
    }
    if (!ready) {
      ready = true;
      readyNanos = System.nanoTime();
      changes.happened();
    }
    idle++;
    try {
      while (waiting.isEmpty()) {
        wait();
      }
    } finally {
      idle--;
    }
    PendingInvocation pending = waiting.remove();
    running.put(pending.requestId(), pending);
    return pending.invocation();
  }

  @Override
  public synchronized void respond(String requestId, Reply response) throws RefusedException {
    PendingInvocation pending = running(requestId);
    if (pending.isStreaming()) {
      throw RefusedException.unknownRequest();
    }
    complete(pending, response);
  }

  /** Allowed while the response is streamed too, which it ends. */
  @Override
  public synchronized void fail(String requestId, Reply error) throws RefusedException {
    PendingInvocation pending = running(requestId);
    complete(pending, pending.isStreaming() ? pending.streamed(error.error()) : error);
  }

  @Override
  public synchronized PendingInvocation beginStream(String requestId, @Nullable String contentType)
      throws RefusedException {
    PendingInvocation pending = running(requestId);
    if (pending.isStreaming()) {
      throw RefusedException.unknownRequest();
    }
    pending.beginStream(contentType);
    return pending;
  }

  @Override
  public synchronized void endStream(PendingInvocation pending, Reply reply)
      throws RefusedException {
    complete(running(pending.requestId()), reply);
  }

  @Override
  public void refuseResponse(String requestId, Reply error) throws RefusedException {
    respond(requestId, error);
  }

  @Override
  public synchronized void initError(PostedError error) throws RefusedException {
    if (ready) {
      throw RefusedException.transition(RuntimeState.READY, RuntimeState.INIT_ERROR);
    }
    end.failed(error);
  }

  @Override
  public int maxErrorBytes() {
    return MAX_ERROR_BYTES;
  }

  // ---- the platform's side

  @Override
  public synchronized boolean isReady() {
    return ready;
  }

  @Override
  public synchronized long enteredNanos() {
    return readyNanos;
  }

  /** If all loops of the runtime are busy, the invocation waits for one, on its own time. */
  @Override
  public synchronized PendingInvocation handOut(Invocation invocation, ResponseMode mode) {
    PendingInvocation pending = new PendingInvocation(invocation, mode, changes);
    waiting.add(pending);
    notifyAll();
    return pending;
  }

  @Override
  public boolean isDone(PendingInvocation pending) {
    return pending.reply() != null;
  }

  @Override
  public synchronized boolean giveUp(PendingInvocation pending, PlatformError timeout) {
    if (running.remove(pending.requestId()) != null) {
      timedOut.add(pending.requestId());
      if (timedOut.size() > REMEMBERED_TIMEOUTS) {
        timedOut.remove(timedOut.iterator().next());
      }
    }
    waiting.remove(pending);
    pending.reply(pending.failed(timeout));
    return true;
  }

  private void complete(PendingInvocation pending, Reply reply) {
    running.remove(pending.requestId());
    pending.reply(reply);
  }

  private PendingInvocation running(String requestId) throws RefusedException {
    PendingInvocation pending = running.get(requestId);
    if (pending != null) {
      return pending;
    }
    // once, as RIE does: the second time it is a request like any other unknown one
    throw timedOut.remove(requestId)
        ? RefusedException.invokeTimeout()
        : RefusedException.unknownRequest();
  }
}
