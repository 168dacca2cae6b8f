package dev.snapstart.emulator;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform and the runtime meet: the runtime's threads ask and wait, the platform's
 * thread hands out and waits. Holds the state, lets nothing happen that {@link RuntimeState}
 * forbids. Safe for use by many threads.
 */
final class RuntimeSession {

  /** A request that the state forbids. */
  static final class TransitionException extends Exception {

    private static final long serialVersionUID = 1L;

    TransitionException(RuntimeState from, RuntimeState to) {
      super(
          "State transition from "
              + from.displayName()
              + " to "
              + to.displayName()
              + " failed for runtime. Error: State transition is not allowed");
    }
  }

  /** An error that the runtime posted for its init or its restore. */
  record PostedError(String errorType, String body) {}

  private RuntimeState state = RuntimeState.STARTED;
  private long enteredNanos = System.nanoTime();
  private int waitingForRestore;
  private @Nullable Invocation invocation;
  private @Nullable Reply reply;
  private long handedOutNanos;
  private long repliedNanos;
  private @Nullable PostedError postedError;
  private @Nullable Integer exitStatus;

  // ---- the runtime's side

  /** Waits for an invocation; one that is not answered yet is given again. */
  synchronized Invocation next() throws TransitionException, InterruptedException {
    if (state != RuntimeState.RUNNING) {
      enter(RuntimeState.READY);
    }
    while (state == RuntimeState.READY) {
      wait();
    }
    Invocation current = invocation;
    if (current == null) {
      throw new IllegalStateException("no invocation in state " + state);
    }
    return current;
  }

  /** Waits for the restore. */
  synchronized void restoreNext() throws TransitionException, InterruptedException {
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

  synchronized boolean serves(String requestId) {
    return invocation != null && invocation.requestId().equals(requestId);
  }

  synchronized void respond(Reply response) throws TransitionException {
    complete(RuntimeState.INVOCATION_RESPONSE, response);
  }

  synchronized void respondWithError(Reply error) throws TransitionException {
    complete(RuntimeState.INVOCATION_ERROR_RESPONSE, error);
  }

  /** In Restoring this is taken as a restore error, as RIE does for older runtimes. */
  synchronized void initError(PostedError error) throws TransitionException {
    fail(
        state == RuntimeState.RESTORING ? RuntimeState.RESTORE_ERROR : RuntimeState.INIT_ERROR,
        error);
  }

  synchronized void restoreError(PostedError error) throws TransitionException {
    fail(RuntimeState.RESTORE_ERROR, error);
  }

  // ---- the platform's side

  /** The process has ended. */
  synchronized void ended(int status) {
    exitStatus = status;
    notifyAll();
  }

  /** Waits until the condition holds, but not for ever: false if it does not by then. */
  synchronized boolean await(Predicate<RuntimeSession> condition, Deadline deadline)
      throws InterruptedException {
    while (!condition.test(this)) {
      Duration left = deadline.left();
      if (left.isZero()) {
        return false;
      }
      wait(Math.max(1, left.toMillis()));
    }
    return true;
  }

  /** Lets the process go that waits in {@code restore/next}. */
  synchronized void release() {
    if (state == RuntimeState.RESTORE_READY) {
      set(RuntimeState.RESTORING);
    }
  }

  synchronized void handOut(Invocation next) {
    if (!isReady()) {
      throw new IllegalStateException("cannot hand out an invocation in state " + state);
    }
    invocation = next;
    reply = null;
    set(RuntimeState.RUNNING);
    handedOutNanos = enteredNanos;
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

  /** Whether the runtime will ask for nothing more. */
  synchronized boolean isOver() {
    return exitStatus != null || postedError != null;
  }

  synchronized boolean hasEnded() {
    return exitStatus != null;
  }

  synchronized @Nullable Integer exitStatus() {
    return exitStatus;
  }

  synchronized @Nullable PostedError postedError() {
    return postedError;
  }

  /** The answer of the current invocation, null as long as there is none. */
  synchronized @Nullable Reply reply() {
    return reply;
  }

  /** From handing out the event to the answer, or to now. */
  synchronized Duration invocationDuration() {
    return Duration.ofNanos((reply == null ? System.nanoTime() : repliedNanos) - handedOutNanos);
  }

  /** When the present state was entered, by {@link System#nanoTime()}. */
  synchronized long enteredNanos() {
    return enteredNanos;
  }

  private void complete(RuntimeState to, Reply answer) throws TransitionException {
    enter(to);
    reply = answer;
    set(RuntimeState.RESPONSE_SENT);
    repliedNanos = enteredNanos;
  }

  private void fail(RuntimeState to, PostedError error) throws TransitionException {
    enter(to);
    postedError = error;
  }

  private void enter(RuntimeState next) throws TransitionException {
    if (!state.allows(next)) {
      throw new TransitionException(state, next);
    }
    set(next);
  }

  private void set(RuntimeState next) {
    if (state != next) {
      state = next;
      enteredNanos = System.nanoTime();
    }
    notifyAll();
  }
}
