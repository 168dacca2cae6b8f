package dev.snapstart.hooks.connections;

import dev.snapstart.hooks.CheckpointHooks;
import dev.snapstart.hooks.Hook;
import dev.snapstart.hooks.HookRegistration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of something else that is closed before each checkpoint and built again when it is next
 * used: one of the AWS SDK, the JDK's {@code HttpClient}, or any that can be built and closed. So
 * no connection of it, no credentials that it holds and no address that it has looked up are in the
 * snapshot.
 *
 * <pre>{@code
 * private final RebuiltClient<DynamoDbClient> orders =
 *     RebuiltClient.of("orders table", DynamoDbClient::create);
 *
 * orders.use(client -> client.putItem(request));
 * }</pre>
 *
 * <p>Nobody ever sees a closed client: before the checkpoint the calls that are under way are
 * waited for, for 10 s at most, then the client is closed; calls that other threads begin meanwhile
 * wait until after the restore. A call lasts as long as the function given to {@link #use}, so one
 * that answers later must be waited for in there. Clients that are {@link AutoCloseable} are
 * closed; of the JDK's {@code HttpClient}, which could not be closed before JDK 21, the end of its
 * thread is waited for; all others are only let go. Thread-safe.
 *
 * @param <T> the client's type
 */
public final class RebuiltClient<T> implements AutoCloseable {

  /**
   * One use of a client.
   *
   * @param <T> the client's type
   * @param <R> what comes of it
   * @param <X> what it may throw
   */
  @FunctionalInterface
  public interface Call<T, R, X extends Exception> {

    /**
     * Does it.
     *
     * @param client open until this returns; not to be kept
     * @return anything
     * @throws X when it cannot be done
     */
    R with(T client) throws X;
  }

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 50;

  /** Counted, not timed: the clock may jump by the downtime while callers wait. */
  private static final int PAUSES = 200;

  private final String name;
  private final Supplier<? extends T> builder;
  private final HookRegistration registration;
  private final Map<Thread, Integer> callers = new HashMap<>();
  private @Nullable T client;
  private boolean closing;

  private RebuiltClient(String name, Supplier<? extends T> builder, Duration limit) {
    this.name = name;
    this.builder =
        Objects.requireNonNull(
            builder, "cannot build clients without a builder [HOOKS_NULL_ARGUMENT]");
    this.registration =
        CheckpointHooks.hook(name)
            .beforeCheckpoint(this::takeDown)
            .afterRestore(this::setUp)
            .timeLimit(limit)
            .register();
  }

  /**
   * Describes a client; builds none yet. It has 10 s to close.
   *
   * @param name for reports, and for hooks that depend on it
   * @param builder builds the client, never null; called by one thread at a time
   * @param <T> the client's type
   * @return the holder
   * @throws IllegalArgumentException when the name is not fit for a report
   */
  public static <T> RebuiltClient<T> of(String name, Supplier<? extends T> builder) {
    return new RebuiltClient<>(name, builder, LIMIT);
  }

  /**
   * Describes a client; builds none yet.
   *
   * @param name for reports, and for hooks that depend on it
   * @param builder builds the client, never null; called by one thread at a time
   * @param limit how long calls and closing may take before the checkpoint; more than zero
   * @param <T> the client's type
   * @return the holder
   * @throws IllegalArgumentException when the name is not fit for a report, or the limit is zero or
   *     negative
   */
  public static <T> RebuiltClient<T> of(
      String name, Supplier<? extends T> builder, Duration limit) {
    return new RebuiltClient<>(name, builder, limit);
  }

  /**
   * Uses the client, and builds it before if there is none.
   *
   * @param call gets the client
   * @param <R> what comes of it
   * @param <X> what the call may throw
   * @return what came of it
   * @throws X what the call threw
   * @throws IllegalStateException when the client is closed for a checkpoint and stays so for 10 s
   */
  public <R, X extends Exception> R use(Call<? super T, ? extends R, X> call) throws X {
    T open = enter();
    try {
      return call.with(open);
    } finally {
      leave();
    }
  }

  /** Closes the client when no call is under way, and removes the hook; the next use builds one. */
  @Override
  public void close() {
    registration.close();
    try {
      closeWhenUnused(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(
          "cannot close client \"" + name + "\" [HOOKS_CLOSE_FAILED]", e);
    } finally {
      setUp();
    }
  }

  private synchronized T enter() {
    Thread caller = Thread.currentThread();
    // who is in a call already may call again, or it would wait for itself
    for (int pause = 0; closing && !callers.containsKey(caller); pause++) {
      if (pause == PAUSES) {
        throw new IllegalStateException(
            "client \""
                + name
                + "\" is closed for a checkpoint: a hook that uses it has to say dependsOn(\""
                + name
                + "\") [HOOKS_CLIENT_CLOSED]");
      }
      try {
        wait(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        caller.interrupt();
        throw new IllegalStateException(
            "interrupted while client \""
                + name
                + "\" is closed for a checkpoint [HOOKS_CLIENT_CLOSED]",
            e);
      }
    }
    T open = client;
    if (open == null) {
      open = builder.get();
      client = open;
    }
    callers.merge(caller, 1, Integer::sum);
    return open;
  }

  private synchronized void leave() {
    callers.computeIfPresent(
        Thread.currentThread(), (caller, calls) -> calls == 1 ? null : calls - 1);
    if (callers.isEmpty()) {
      notifyAll();
    }
  }

  private void takeDown() throws Exception {
    try {
      closeWhenUnused(true);
    } catch (InterruptedException e) {
      throw new IllegalStateException(whatIsOpen(), e);
    }
  }

  private void closeWhenUnused(boolean unlessInterrupted) throws Exception {
    T open;
    synchronized (this) {
      if (unlessInterrupted && Thread.interrupted()) {
        // it took so long to get here, as a client was being built, that the phases went on
        throw new InterruptedException("too late");
      }
      closing = true;
      while (!callers.isEmpty()) {
        wait(PAUSE_MILLIS);
      }
      open = client;
      client = null;
    }
    Hook end = open == null ? () -> {} : ClientEnd.of(open);
    open = null;
    end.run();
  }

  private synchronized void setUp() {
    closing = false;
    notifyAll();
  }

  private synchronized String whatIsOpen() {
    if (callers.isEmpty()) {
      return "the client was being built or closed";
    }
    TreeSet<String> names = new TreeSet<>();
    for (Thread caller : callers.keySet()) {
      names.add("thread \"" + caller.getName() + "\"");
    }
    return "in use by " + String.join(", ", names) + " [HOOKS_STILL_IN_USE]";
  }
}
