package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A version of a function as its callers see it: environments are started or restored when they are
 * needed, used again, frozen while they are idle, and ended after a time. Safe for use by many
 * threads.
 *
 * <p>Under snap-start it is {@link State#PENDING} while its snapshot is taken; each environment is
 * a clone of the snapshot. ({@link Engine#PAUSE} has one copy only: what is needed beyond that is
 * published anew.) On demand an init that fails is repeated within the invocation, and may then
 * take as long as that.
 */
public final class FunctionVersion implements AutoCloseable {

  /** As {@code GetFunctionConfiguration} tells it. */
  public enum State {
    /** Its snapshot is being taken. */
    PENDING,
    /** It can be invoked. */
    ACTIVE,
    /** Its init failed, or a hook before the checkpoint. */
    FAILED,
    /** It was closed. */
    DELETED
  }

  private static final long CLEANING_MILLIS = 5_000;

  private final Emulator emulator;
  private final FunctionSpec function;
  private final Scaling scaling;
  private final boolean snapStart;
  private final EnvironmentPool pool;
  private final SnapshotSupply supply;
  private final Thread publisher;
  private final CountDownLatch published = new CountDownLatch(1);
  private volatile State state = State.PENDING;
  private volatile @Nullable Exception failure;

  /** Ready at once on demand, begins to publish under snap-start. */
  FunctionVersion(Emulator emulator, FunctionSpec function, Scaling scaling, boolean snapStart) {
    this.emulator = emulator;
    this.function = function;
    this.scaling = scaling;
    this.snapStart = snapStart;
    this.pool = new EnvironmentPool(function.name(), scaling);
    this.supply = new SnapshotSupply(emulator, function);
    this.publisher = new Thread(this::publish, "publish-" + function.name());
    publisher.setDaemon(true);
    if (snapStart) {
      publisher.start();
    } else {
      state = State.ACTIVE;
      published.countDown();
    }
  }

  /**
   * What the version can do now.
   *
   * @return its state
   */
  public State state() {
    return state;
  }

  /**
   * Why it is in the state {@link State#FAILED}.
   *
   * @return a sentence; null in another state
   */
  public @Nullable String stateReason() {
    Exception reason = failure;
    return reason == null ? null : reason.getMessage();
  }

  /**
   * Waits until the version can be invoked.
   *
   * @return this
   * @throws EnvironmentFailure if it cannot, because its init or a hook failed
   * @throws IllegalStateException if it was closed
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public FunctionVersion awaitActive() throws EnvironmentFailure, InterruptedException {
    published.await();
    Exception reason = failure;
    if (reason instanceof EnvironmentFailure failed) {
      throw failed;
    }
    if (state != State.ACTIVE) {
      String why =
          reason == null
              ? ", it was closed; deploy it again [EMULATOR_CLOSED]"
              : ": " + reason.getMessage();
      throw new IllegalStateException(
          "function \"" + function.name() + "\" is " + state + why, reason);
    }
    return this;
  }

  /**
   * Invokes the function, in an environment that is idle or in a new one.
   *
   * @param event the event, usually JSON
   * @return the answer or the error, as of {@link Environment#invoke(byte[])}
   * @throws InvocationRefused if it does not come to the function: above the concurrency, unless
   *     the version is active, or if its snapshot cannot be restored
   * @throws InterruptedException if the waiting thread is interrupted; the environment ends then
   */
  public InvocationResult invoke(byte[] event) throws InvocationRefused, InterruptedException {
    return invoke(event, Map.of(), ResponseTarget.memory());
  }

  /**
   * Invokes the function and passes its response on as it comes.
   *
   * @param event the event, usually JSON
   * @param sink as of {@link Environment#invokeStreaming}
   * @return the answer without its bytes, or the error
   * @throws InvocationRefused as of {@link #invoke(byte[])}
   * @throws IOException what the sink threw
   * @throws InterruptedException if the waiting thread is interrupted; the environment ends then
   */
  public InvocationResult invokeStreaming(byte[] event, OutputStream sink)
      throws InvocationRefused, IOException, InterruptedException {
    ResponseTarget target = ResponseTarget.sink(sink);
    InvocationResult result = invoke(event, Map.of(), target);
    target.throwFailure();
    return result;
  }

  /**
   * The environments that there are now, at work or idle.
   *
   * @return those that have not ended, oldest first; an idle one is frozen and should not be used
   */
  public List<Environment> environments() {
    return pool.all();
  }

  /** Ends all environments, also a publish that is under way, and drops the snapshot. */
  @Override
  public void close() {
    synchronized (this) {
      state = State.DELETED;
    }
    publisher.interrupt();
    pool.close();
    supply.close();
    try {
      // it deletes what it has written
      publisher.join(CLEANING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private InvocationResult invoke(byte[] event, Map<String, String> headers, ResponseTarget target)
      throws InvocationRefused, InterruptedException {
    requireActive();
    if (!pool.enter()) {
      throw InvocationRefused.throttled(function, scaling.concurrency());
    }
    try {
      return invokeNow(event, headers, target);
    } catch (InvocationRefused | IllegalStateException e) {
      // whatever went wrong because it was closed meanwhile
      requireActive();
      throw e;
    } finally {
      pool.leave();
    }
  }

  private InvocationResult invokeNow(
      byte[] event, Map<String, String> headers, ResponseTarget target)
      throws InvocationRefused, InterruptedException {
    Environment idle = pool.take();
    Environment environment = idle == null ? another() : idle;
    boolean served = false;
    try {
      InvocationResult result = environment.invoke(event, headers, target);
      served = true;
      return result;
    } finally {
      if (served) {
        pool.giveBack(environment);
      } else {
        pool.remove(environment);
      }
    }
  }

  private void requireActive() throws InvocationRefused {
    switch (state) {
      case PENDING -> throw InvocationRefused.pending(function, snapStart);
      case FAILED -> throw InvocationRefused.conflict(function, "Failed: " + stateReason());
      case DELETED -> throw InvocationRefused.conflict(function, "Deleted");
      default -> {}
    }
  }

  private Environment another() throws InvocationRefused, InterruptedException {
    Environment environment;
    Snapshot whole = null;
    try {
      if (snapStart) {
        SnapshotSupply.Restored restored = supply.restore();
        environment = restored.environment();
        whole = restored.whole();
      } else {
        environment = emulator.start(function);
      }
    } catch (EnvironmentFailure e) {
      if (snapStart) {
        throw e.phase() == Phase.RESTORE
            ? InvocationRefused.unrestored(e)
            : InvocationRefused.conflict(function, "Failed: " + e.getMessage());
      }
      environment = emulator.startAtInvoke(function);
    }
    pool.add(environment, whole);
    return environment;
  }

  private void publish() {
    try {
      supply.publish();
      became(State.ACTIVE);
    } catch (EnvironmentFailure | RuntimeException e) {
      failure = e;
      became(State.FAILED);
    } catch (InterruptedException e) {
      // by close()
      Thread.currentThread().interrupt();
    } finally {
      published.countDown();
    }
  }

  private synchronized void became(State next) {
    if (state == State.PENDING) {
      state = next;
    }
  }
}
