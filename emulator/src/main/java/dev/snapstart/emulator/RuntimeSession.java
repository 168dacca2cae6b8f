package dev.snapstart.emulator;

import org.jspecify.annotations.Nullable;

/**
 * Where the platform and the runtime meet: the runtime's threads ask and wait, the platform's
 * threads hand out and wait. Safe for use by many threads.
 */
interface RuntimeSession {

  /** That of an environment which serves so many invocations at a time; null is one. */
  static RuntimeSession of(@Nullable Integer maxConcurrency, Changes changes, RuntimeEnd end) {
    return maxConcurrency == null
        ? new OneAtATimeSession(changes, end)
        : new ConcurrentSession(maxConcurrency, changes, end);
  }

  // ---- the runtime's side

  /** Waits for an invocation. */
  Invocation next() throws RefusedException, InterruptedException;

  void respond(String requestId, Reply response) throws RefusedException;

  void fail(String requestId, Reply error) throws RefusedException;

  /** The response comes as a stream from here on. */
  PendingInvocation beginStream(String requestId, @Nullable String contentType)
      throws RefusedException;

  void endStream(PendingInvocation pending, Reply reply) throws RefusedException;

  /** The response came in a mode that does not exist; the caller gets the error. */
  void refuseResponse(String requestId, Reply error) throws RefusedException;

  void initError(PostedError error) throws RefusedException;

  /** How large the body of an error may be. */
  int maxErrorBytes();

  // ---- the platform's side

  /** Whether the runtime has asked for an invocation that it can be given. */
  boolean isReady();

  /** Since when it is ready, by {@link System#nanoTime()}. */
  long enteredNanos();

  PendingInvocation handOut(Invocation invocation, ResponseMode mode);

  /** Whether the runtime is done with an invocation. */
  boolean isDone(PendingInvocation pending);

  /** Ends an invocation that took too long; false if the process has to be ended for it. */
  boolean giveUp(PendingInvocation pending, PlatformError timeout);

  // ---- the restore, where there is one

  /** Waits for the restore. */
  default void restoreNext() throws RefusedException, InterruptedException {
    throw RefusedException.transition(RuntimeState.STARTED, RuntimeState.RESTORE_READY);
  }

  default void restoreError(PostedError error) throws RefusedException {
    throw RefusedException.transition(RuntimeState.STARTED, RuntimeState.RESTORE_ERROR);
  }

  /** Whether the runtime has asked for its restore. */
  default boolean isRestoreReady() {
    return false;
  }

  /** Whether the process can be let go: it has a connection on which it waits for the restore. */
  default boolean isWaitingForRestore() {
    return false;
  }

  /** Lets the process go that waits in {@code restore/next}. */
  default void release() {}
}
