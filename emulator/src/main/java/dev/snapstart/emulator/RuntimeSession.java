package dev.snapstart.emulator;

import org.jspecify.annotations.Nullable;

/**
 * Where the platform and the runtime meet: the runtime's threads ask and wait, the platform's
 * thread hands out and waits. Holds the state, lets nothing happen that {@link RuntimeState}
 * forbids. Safe for use by many threads.
 */
final class RuntimeSession {

  private final Changes changes;
  private final RuntimeEnd end;
  private RuntimeState state = RuntimeState.STARTED;
  private long enteredNanos = System.nanoTime();
  private int waitingForRestore;
  private @Nullable PendingInvocation current;

  RuntimeSession(Changes changes, RuntimeEnd end) {
    this.changes = changes;
    this.end = end;
  }

  // ---- the runtime's side

  /** Waits for an invocation; one that is not answered yet is given again. */
  synchronized Invocation next() throws RefusedException, InterruptedException {
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

  /** Waits for the restore. */
  synchronized void restoreNext() throws RefusedException, InterruptedException {
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

  synchronized void respond(String requestId, Reply response) throws RefusedException {
    complete(served(requestId), RuntimeState.INVOCATION_RESPONSE, response);
  }

  synchronized void fail(String requestId, Reply error) throws RefusedException {
    complete(served(requestId), RuntimeState.INVOCATION_ERROR_RESPONSE, error);
  }

  /** The response comes as a stream from here on; nothing else is allowed until its end. */
  synchronized PendingInvocation beginStream(String requestId, @Nullable String contentType)
      throws RefusedException {
    PendingInvocation pending = served(requestId);
    enter(RuntimeState.INVOCATION_RESPONSE);
    pending.beginStream(contentType);
    return pending;
  }

  synchronized void endStream(PendingInvocation pending, Reply reply) {
    pending.reply(reply);
    set(RuntimeState.RESPONSE_SENT);
  }

  /** As RIE does: the caller gets an error, the runtime can do nothing any more. */
  synchronized void refuseResponse(String requestId, Reply error) throws RefusedException {
    PendingInvocation pending = served(requestId);
    enter(RuntimeState.INVOCATION_RESPONSE);
    pending.reply(error);
  }

  /** In Restoring this is taken as a restore error, as RIE does for older runtimes. */
  synchronized void initError(PostedError error) throws RefusedException {
    fail(
        state == RuntimeState.RESTORING ? RuntimeState.RESTORE_ERROR : RuntimeState.INIT_ERROR,
        error);
  }

  synchronized void restoreError(PostedError error) throws RefusedException {
    fail(RuntimeState.RESTORE_ERROR, error);
  }

  // ---- the platform's side

  /** Lets the process go that waits in {@code restore/next}. */
  synchronized void release() {
    if (state == RuntimeState.RESTORE_READY) {
      set(RuntimeState.RESTORING);
    }
  }

  synchronized PendingInvocation handOut(Invocation invocation, ResponseMode mode) {
    if (!isReady()) {
      throw new IllegalStateException("cannot hand out an invocation in state " + state);
    }
    PendingInvocation pending = new PendingInvocation(invocation, mode, changes);
    current = pending;
    set(RuntimeState.RUNNING);
    return pending;
  }

  synchronized boolean isReady() {
    return state == RuntimeState.READY;
  }

  synchronized boolean isRestoreReady() {
    return state == RuntimeState.RESTORE_READY;
  }

  /** Whether the process can be let go: it has a connection on which it waits for the restore. */
  synchronized boolean isWaitingForRestore() {
    return isRestoreReady() && waitingForRestore > 0;
  }

  /** When the present state was entered, by {@link System#nanoTime()}. */
  synchronized long enteredNanos() {
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
