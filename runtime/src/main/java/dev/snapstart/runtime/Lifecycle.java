package dev.snapstart.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Work outside of invocations: at the end of the process, and after a response has been sent.
 *
 * <p>Whoever wants either says so during init, in a static initialiser or the handler's
 * constructor:
 *
 * <pre>{@code
 * static {
 *   Lifecycle.onShutdown("close pool", pool::close);
 *   Lifecycle.enableAfterResponse();
 * }
 *
 * public Order handleRequest(Order order, Context context) {
 *   Lifecycle.afterResponse("send metrics", metrics::flush);
 *   return price(order);
 * }
 * }</pre>
 *
 * <p>Only then does the runtime register itself as an internal extension, which is what makes the
 * platform announce the end and wait after a response (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Extensions
 * API</a>). Thread-safe.
 */
public final class Lifecycle {

  /** A piece of work with a name for the log. */
  record Task(String name, Runnable work) {}

  private static final List<Task> SHUTDOWN = new ArrayList<>();
  private static final Deque<Task> AFTER_RESPONSE = new ArrayDeque<>();
  private static boolean afterResponse;
  private static boolean initialised;

  private Lifecycle() {}

  /**
   * Has work done when the platform ends the environment, in the reverse order of registration. The
   * platform leaves half a second for all of it, the runtime gives it 300 ms. No such end is
   * announced when an invocation times out.
   *
   * @param name what the log calls it; not null
   * @param work what to do; not null
   * @throws IllegalStateException when the function is initialised already
   */
  public static void onShutdown(String name, Runnable work) {
    Task task = task(name, work);
    synchronized (SHUTDOWN) {
      requireInit("have \"" + name + "\" done at shutdown");
      SHUTDOWN.add(task);
    }
  }

  /**
   * Allows {@link #afterResponse}.
   *
   * @throws IllegalStateException when the function is initialised already
   */
  public static void enableAfterResponse() {
    synchronized (SHUTDOWN) {
      requireInit("enable work after responses");
      afterResponse = true;
    }
  }

  /**
   * Has work done after the response of the present invocation has been sent and before the next
   * event is served. It counts as part of the invocation: the function's timeout applies, and the
   * time is billed. What it throws is logged.
   *
   * @param name what the log calls it; not null
   * @param work what to do; not null
   * @throws IllegalStateException when {@link #enableAfterResponse} was not called during init
   */
  public static void afterResponse(String name, Runnable work) {
    Task task = task(name, work);
    synchronized (SHUTDOWN) {
      if (!afterResponse) {
        throw new IllegalStateException(
            "cannot have \""
                + name
                + "\" done after the response: call Lifecycle.enableAfterResponse() during init"
                + " [RUNTIME_ONLY_DURING_INIT]");
      }
    }
    synchronized (AFTER_RESPONSE) {
      AFTER_RESPONSE.add(task);
    }
  }

  /** Ends the time in which work at shutdown may be registered. */
  static void initialised() {
    synchronized (SHUTDOWN) {
      initialised = true;
    }
  }

  static boolean wantsAfterResponse() {
    synchronized (SHUTDOWN) {
      return afterResponse;
    }
  }

  /** What is to be done at shutdown, in the order in which it is to be done. */
  static List<Task> shutdownTasks() {
    synchronized (SHUTDOWN) {
      List<Task> reversed = new ArrayList<>();
      for (int i = SHUTDOWN.size() - 1; i >= 0; i--) {
        reversed.add(SHUTDOWN.get(i));
      }
      return reversed;
    }
  }

  /** Does all that is to be done after the response that was sent. */
  static void runAfterResponse(LogLines log) {
    for (Task task = nextAfterResponse(); task != null; task = nextAfterResponse()) {
      run(task, log);
    }
  }

  /** Does a piece of work, whatever it throws. */
  static void run(Task task, LogLines log) {
    try {
      task.work().run();
    } catch (Throwable e) {
      log.print("\"" + task.name() + "\" failed outside of an invocation [RUNTIME_TASK_FAILED]", e);
    }
  }

  private static @Nullable Task nextAfterResponse() {
    synchronized (AFTER_RESPONSE) {
      return AFTER_RESPONSE.poll();
    }
  }

  private static Task task(String name, Runnable work) {
    return new Task(
        Objects.requireNonNull(name, "cannot take work without a name [RUNTIME_NULL_ARGUMENT]"),
        Objects.requireNonNull(work, "cannot take work that is null [RUNTIME_NULL_ARGUMENT]"));
  }

  private static void requireInit(String what) {
    if (initialised) {
      throw new IllegalStateException(
          "cannot "
              + what
              + ": the function is initialised already"
              + " (expected: in a static initialiser or the handler's constructor)"
              + " [RUNTIME_ONLY_DURING_INIT]");
    }
  }
}
