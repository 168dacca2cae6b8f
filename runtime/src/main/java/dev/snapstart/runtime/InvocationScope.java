package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What the rest of the process is told of the invocation that it serves: X-Ray and AWS's SDK of the
 * trace id, the log and logging libraries of the request id. Thread-safe.
 */
interface InvocationScope {

  /** The invocation that the calling code works for; null outside of one. */
  @Nullable Invocation current();

  /** An invocation begins, on the calling thread. */
  void begin(Invocation invocation);

  /** The invocation ends; called on the same thread. */
  void end();
}
