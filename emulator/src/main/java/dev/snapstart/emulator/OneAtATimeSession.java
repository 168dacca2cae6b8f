package dev.snapstart.emulator;

import org.jspecify.annotations.Nullable;

/**
 * The session of an environment that serves one invocation at a time. Holds the state, lets nothing
 * happen that {@link RuntimeState} forbids.
 */
final class OneAtATimeSession implements RuntimeSession {

  private final Changes changes;
  private final RuntimeEnd end;
  private RuntimeState state = RuntimeState.STARTED;
  private long enteredNanos = System.nanoTime();
  private int waitingForRestore;
  private @Nullable PendingInvocation current;

  OneAtATimeSession(Changes changes, RuntimeEnd end) {
    this.changes = changes;
    this.end = end;
  }

  // ---- the runtime's side

  /** Waits for an invocation; one that is not answered yet is given again. */
  @Override
  public synchronized Invocation next() throws RefusedException, InterruptedException {
    if (state != RuntimeState.RUNNING) {
      enter(RuntimeState.READY);
    }
    while (state == RuntimeState.READY) {
      wait();
    }
    PendingInvocation pending = current;
    if (pending == null) {
      throw new IllegalStateException("no invocation in state " + state);
    }
    return pending.invocation();
  }

  @Override
  public synchronized void restoreNext() throws RefusedException, InterruptedException {
    enter(RuntimeState.RESTORE_READY);
    waitingForRestore++;
    try {
      while (state == RuntimeState.RESTORE_READY) {
        wait();
      }
    } finally {
      waitingForRestore--;
    }
  }

  @Override
  public synchronized void respond(String requestId, Reply response) throws RefusedException {
    complete(served(requestId), RuntimeState.INVOCATION_RESPONSE, response);
  }

  @Override
  public synchronized void fail(String requestId, Reply error) throws RefusedException {
    complete(served(requestId), RuntimeState.INVOCATION_ERROR_RESPONSE, error);
  }

  /** Nothing else is allowed until the end of the stream. */
  @Override
  public synchronized PendingInvocation beginStream(String requestId, @Nullable String contentType)
      throws RefusedException {
    PendingInvocation pending = served(requestId);
    enter(RuntimeState.INVOCATION_RESPONSE);
    pending.beginStream(contentType);
    return pending;
  }

  @Override
  public synchronized void endStream(PendingInvocation pending, Reply reply) {
    pending.reply(reply);
    set(RuntimeState.RESPONSE_SENT);
  }

  /** As RIE does: the caller gets an error, the runtime can do nothing any more. */
  @Override
  public synchronized void refuseResponse(String requestId, Reply error) throws RefusedException {
    PendingInvocation pending = served(requestId);
    enter(RuntimeState.INVOCATION_RESPONSE);
    pending.reply(error);
  }

  /** In Restoring this is taken as a restore error, as RIE does for older runtimes. */
  @Override
  public synchronized void initError(PostedError error) throws RefusedException {
    fail(
        state == RuntimeState.RESTORING ? RuntimeState.RESTORE_ERROR : RuntimeState.INIT_ERROR,
        error);
  }

  @Override
  public synchronized void restoreError(PostedError error) throws RefusedException {
    fail(RuntimeState.RESTORE_ERROR, error);
  }

  @Override
  public int maxErrorBytes() {
    return Integer.MAX_VALUE;
  }

  // ---- the platform's side

  @Override
  public synchronized void release() {
    if (state == RuntimeState.RESTORE_READY) {
      set(RuntimeState.RESTORING);
    }
  }

  @Override
  public synchronized PendingInvocation handOut(Invocation invocation, ResponseMode mode) {
    if (!isReady()) {
      throw new IllegalStateException("cannot hand out an invocation in state " + state);
    }
    PendingInvocation pending = new PendingInvocation(invocation, mode, changes);
    current = pending;
    set(RuntimeState.RUNNING);
    return pending;
  }

  @Override
  public boolean isDone(PendingInvocation pending) {
    return isReady();
  }

  /** There is one thread of events: who does not answer stops all of it. */
  @Override
  public boolean giveUp(PendingInvocation pending, PlatformError timeout) {
    return false;
  }

  @Override
  public synchronized boolean isReady() {
    return state == RuntimeState.READY;
  }

  @Override
  public synchronized boolean isRestoreReady() {
    return state == RuntimeState.RESTORE_READY;
  }

  @Override
  public synchronized boolean isWaitingForRestore() {
    return isRestoreReady() && waitingForRestore > 0;
  }

  @Override
  public synchronized long enteredNanos() {
    return enteredNanos;
  }

  private PendingInvocation served(String requestId) throws RefusedException {
    PendingInvocation pending = current;
    if (pending == null || !pending.requestId().equals(requestId)) {
      throw RefusedException.unknownRequest();
    }
    return pending;
  }

  private void complete(PendingInvocation pending, RuntimeState to, Reply answer)
      throws RefusedException {
    enter(to);
    pending.reply(answer);
    set(RuntimeState.RESPONSE_SENT);
  }

  private void fail(RuntimeState to, PostedError error) throws RefusedException {
    enter(to);
    end.failed(error);
  }

  private void enter(RuntimeState next) throws RefusedException {
    if (!state.allows(next)) {
      throw RefusedException.transition(state, next);
    }
    set(next);
  }

  private void set(RuntimeState next) {
    if (state != next) {
      state = next;
      enteredNanos = System.nanoTime();
    }
    notifyAll();
    changes.happened();
  }
}
