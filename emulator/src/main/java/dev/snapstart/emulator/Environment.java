package dev.snapstart.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A running environment: one function process that serves one invocation at a time, or as many as
 * {@link FunctionSpec#maxConcurrency()} says. Safe for use by many threads; invocations beyond that
 * wait for others to end.
 */
public final class Environment implements AutoCloseable {

  private final Sandbox sandbox;
  private final Invoker invoker;

  /** What the first invocation does before anything else; null from then on. */
  private @Nullable Initialization initialization;

  private final Semaphore free;

  /** An init that is a part of an invocation. */
  interface Initialization {
    void run() throws EnvironmentFailure, InterruptedException;
  }

  /** Ready for invocations. */
  Environment(Sandbox sandbox) {
    this(sandbox, null);
  }

  /** To be initialized by its first invocation. */
  Environment(Sandbox sandbox, @Nullable Initialization initialization) {
    this.sandbox = sandbox;
    this.initialization = initialization;
    this.invoker = new Invoker(sandbox);
    Integer concurrency = sandbox.spec().maxConcurrency();
    this.free = new Semaphore(concurrency == null ? 1 : concurrency, true);
  }

  /**
   * Hands an event to the function and waits until its process asks for the next one, ends, or has
   * taken longer than the function's timeout, which ends it. (Where it serves several at a time:
   * until it has answered, ends, or has taken too long, which ends this invocation only.) A
   * response that the function streams is collected, up to the 6 MiB of any other.
   *
   * @param event the event, usually JSON
   * @return the answer or the error, failures of the process and timeouts included
   * @throws IllegalStateException if the process has ended before
   * @throws InterruptedException if the waiting thread is interrupted; close the environment then
   */
  public InvocationResult invoke(byte[] event) throws InterruptedException {
    return invoke(event, Map.of(), ResponseTarget.memory());
  }

  /**
   * Does the same as {@link #invoke(byte[])} with other headers for the runtime, such as {@code
   * Lambda-Runtime-Client-Context}.
   *
   * @param event the event, usually JSON
   * @param headers they replace the platform's headers of the same name, whatever its case, and are
   *     sent as they are given; one with an empty value is left out
   * @return the answer or the error, failures of the process and timeouts included
   * @throws IllegalStateException if the process has ended before
   * @throws InterruptedException if the waiting thread is interrupted; close the environment then
   */
  public InvocationResult invoke(byte[] event, Map<String, String> headers)
      throws InterruptedException {
    return invoke(event, headers, ResponseTarget.memory());
  }

  /**
   * Does the same as {@link #invoke(byte[])}, but passes the response on as it comes, up to 200
   * MiB. A sink that blocks makes the function wait, and the timeout is looked at when the sink has
   * returned. A sink that fails does not end the invocation, as on the platform: what comes after
   * is dropped.
   *
   * @param event the event, usually JSON
   * @param sink gets the bytes of the response, those of a response that is not streamed too, but
   *     no error; written by the calling thread, flushed after each piece and not closed
   * @return the answer without its bytes, or the error
   * @throws IOException what the sink threw, after the invocation has ended
   * @throws IllegalStateException if the process has ended before
   * @throws InterruptedException if the waiting thread is interrupted; close the environment then
   */
  public InvocationResult invokeStreaming(byte[] event, OutputStream sink)
      throws IOException, InterruptedException {
    ResponseTarget target = ResponseTarget.sink(sink);
    InvocationResult result = invoke(event, Map.of(), target);
    target.throwFailure();
    return result;
  }

  /**
   * The process id of the function process.
   *
   * @return the id of the started command itself
   */
  public long pid() {
    return sandbox.process().pid();
  }

  /**
   * Whether the process runs.
   *
   * @return false once it has ended
   */
  public boolean isAlive() {
    return sandbox.process().isAlive();
  }

  /**
   * What the process asked of the Runtime API since it started, before a checkpoint too.
   *
   * @return the last 10 000 requests, oldest first
   */
  public List<RecordedRequest> requests() {
    return sandbox.server().requests();
  }

  /**
   * How many connections the process opened to the Runtime API since it started.
   *
   * @return the number of accepted TCP connections
   */
  public int connectionCount() {
    return sandbox.server().connectionCount();
  }

  /**
   * What the process printed and the platform said, since the process started.
   *
   * @return the last 10 000 lines, oldest first
   */
  public List<String> logLines() {
    return sandbox.logLines();
  }

  /**
   * The log stream that the lines of this environment would go to on the platform. Clones of one
   * snapshot have a stream each, which the function is not told, as on the platform.
   *
   * @return such as {@code 2026/11/21/[1]} and 32 hexadecimal digits
   */
  public String logStream() {
    return sandbox.logStream().name();
  }

  /**
   * What the process printed, without what the platform said.
   *
   * @return those of the last 10 000 lines, oldest first
   */
  public List<String> printedLines() {
    return sandbox.printedLines();
  }

  /**
   * What the hooks of this process did, as far as snapstart-hooks printed it: after the restore,
   * and before the checkpoint where the process is the one that was held.
   *
   * @return a report, which is empty without such lines
   */
  public HookReport hookReport() {
    return HookReport.of(printedLines());
  }

  /**
   * Closes the process's connections to the Runtime API now, as a network may do between two
   * invocations. The process can connect again at once.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for the connections'
   *     end
   */
  public void dropConnections() throws InterruptedException {
    sandbox.server().dropConnections();
  }

  /**
   * Holds the process and all that it started, but for what has made itself a session of its own,
   * as the platform does between two invocations: no thread of theirs runs until {@link #thaw()}.
   *
   * @throws java.io.UncheckedIOException on a system without signals
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void freeze() throws InterruptedException {
    sandbox.host().hold(true);
  }

  /**
   * Lets the process go on; does nothing to one that is not frozen.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void thaw() throws InterruptedException {
    sandbox.host().hold(false);
  }

  /**
   * Does the same as {@link #close()} and says how the process ended. Once it has ended, says it
   * again.
   *
   * @return the exit status; 143 if SIGTERM ended it, 137 if it was killed
   * @throws InterruptedException if the waiting thread is interrupted; the process is killed then
   */
  public int stop() throws InterruptedException {
    return sandbox.stop();
  }

  /**
   * Ends the process and all it started, waits for their end, closes the Runtime API. A process
   * that has registered an extension gets SIGTERM and 500 ms, as on the platform; after that, and
   * without an extension at once, it is killed.
   */
  @Override
  public void close() {
    sandbox.close();
  }

  boolean isClosed() {
    return sandbox.isClosed();
  }

  /** When it was restored, by its own clock; null unless it was. */
  @Nullable Instant restoredAt() {
    return sandbox.restoredAt();
  }

  /** Whether it waits for an invocation. */
  boolean isUsable() {
    return sandbox.isUsable();
  }

  InvocationResult invoke(byte[] event, Map<String, String> headers, ResponseTarget target)
      throws InterruptedException {
    free.acquire();
    try {
      Initialization first = initialization;
      initialization = null;
      if (first != null) {
        return invoker.initAndInvoke(first, event, headers, target);
      }
      return invoker.invoke(event, headers, target);
    } finally {
      free.release();
    }
  }
}
