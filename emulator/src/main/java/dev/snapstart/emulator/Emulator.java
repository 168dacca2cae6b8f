package dev.snapstart.emulator;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda on one machine: starts function processes, serves them the Runtime API on the loopback
 * interface and takes them through init, checkpoint, restore, invocations and end as the platform
 * does. All processes end with it, also when this JVM is stopped. Safe for use by many threads.
 */
public final class Emulator implements AutoCloseable {

  private final @Nullable Limits limits;
  private final int port;
  private final Consumer<String> log;
  private final ProcessStarter starter = new ProcessStarter();
  private final Engine engine;
  private final Duration later;
  private final Set<FunctionVersion> versions = ConcurrentHashMap.newKeySet();
  private final Set<Snapshot> snapshots = ConcurrentHashMap.newKeySet();
  private final Set<Sandbox> sandboxes = ConcurrentHashMap.newKeySet();
  private final Thread atShutdown = new Thread(this::closeSandboxes, "emulator-shutdown");
  private volatile boolean closed;

  private Emulator(Builder builder) {
    limits = builder.limits;
    port = builder.port;
    log = builder.log;
    engine = builder.engine;
    later = builder.later;
    Runtime.getRuntime().addShutdownHook(atShutdown);
  }

  /**
   * Starts the configuration of an emulator.
   *
   * @return a builder with the defaults: the platform's limits, a free port, no log
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts an environment and waits until it has initialized: on demand, or as Lambda Managed
   * Instances do if the function has a maximum concurrency.
   *
   * @param function what to run
   * @return the environment, ready for its first invocation
   * @throws EnvironmentFailure if the process cannot be started, reports an error, ends, or takes
   *     longer than the limit
   * @throws IllegalStateException if the emulator is closed
   * @throws InterruptedException if the waiting thread is interrupted; the process is ended then
   */
  public Environment start(FunctionSpec function) throws EnvironmentFailure, InterruptedException {
    boolean concurrent = function.maxConcurrency() != null;
    return new Environment(
        init(
            function,
            concurrent ? InitializationType.MANAGED_INSTANCES : InitializationType.ON_DEMAND,
            null));
  }

  /**
   * Publishes a version under snap-start: init, hooks before the checkpoint, checkpoint.
   *
   * @param function what to run
   * @return the snapshot, ready to be restored
   * @throws EnvironmentFailure if the process cannot be started, reports an error, ends, or takes
   *     longer than the limit
   * @throws IllegalArgumentException if the function has a maximum concurrency, or the engine that
   *     was asked for is not there
   * @throws IllegalStateException if the emulator is closed
   * @throws InterruptedException if the waiting thread is interrupted; the process is ended then
   */
  public Snapshot publish(FunctionSpec function) throws EnvironmentFailure, InterruptedException {
    if (function.maxConcurrency() != null) {
      throw new IllegalArgumentException(
          "cannot publish function \""
              + function.name()
              + "\" under snap-start: it has a maximum concurrency of "
              + function.maxConcurrency()
              + ", and Lambda Managed Instances have no snapshots; start it, or describe it without"
              + " maxConcurrency [EMULATOR_MAX_CONCURRENCY]");
    }
    SnapshotEngine chosen = SnapshotEngine.of(engine);
    TimeTravel travel = later.isZero() ? null : TimeTravel.by(later);
    Snapshot snapshot = null;
    try {
      FunctionSpec prepared = chosen.prepare(function);
      Sandbox original =
          init(
              travel == null ? prepared : travel.prepare(prepared),
              InitializationType.SNAP_START,
              travel);
      snapshot = new Snapshot(original, chosen, travel);
    } finally {
      if (snapshot == null && travel != null) {
        travel.close();
      }
    }
    snapshots.removeIf(Snapshot::isClosed);
    snapshots.add(snapshot);
    return snapshot;
  }

  /**
   * Deploys a function to be invoked on demand.
   *
   * @param function what to run
   * @param scaling how many environments it has, and for how long
   * @return a version that is active
   * @throws IllegalArgumentException if the function has a maximum concurrency
   * @throws IllegalStateException if the emulator is closed
   */
  public FunctionVersion deploy(FunctionSpec function, Scaling scaling) {
    return version(function, scaling, false);
  }

  /**
   * Deploys a function under snap-start.
   *
   * @param function what to run
   * @param scaling how many environments it has, and for how long
   * @return a version that is pending while its snapshot is taken
   * @throws IllegalArgumentException if the function has a maximum concurrency, or the engine that
   *     was asked for is not there, or what {@link Builder#later} needs
   * @throws IllegalStateException if the emulator is closed
   */
  public FunctionVersion deploySnapStart(FunctionSpec function, Scaling scaling) {
    SnapshotEngine.of(engine);
    if (!later.isZero()) {
      TimeTravel.findLibrary();
    }
    return version(function, scaling, true);
  }

  private FunctionVersion version(FunctionSpec function, Scaling scaling, boolean snapStart) {
    if (function.maxConcurrency() != null) {
      throw new IllegalArgumentException(
          "cannot deploy function \""
              + function.name()
              + "\": environments that serve several invocations at a time do not scale here; start"
              + " it, or describe it without maxConcurrency [EMULATOR_MAX_CONCURRENCY]");
    }
    requireOpen(function);
    FunctionVersion version = new FunctionVersion(this, function, scaling, snapStart);
    versions.removeIf(each -> each.state() == FunctionVersion.State.DELETED);
    versions.add(version);
    return version;
  }

  /**
   * Ends all processes that were started, each as {@link Environment#close()} does, waits for their
   * end and closes their Runtime APIs.
   */
  @Override
  public void close() {
    closed = true;
    closeSandboxes();
    starter.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException ignored) {
      // the JVM is on its way down and the hook does the same again
    }
  }

  /** An environment whose init is a part of its first invocation, and may take as long as that. */
  Environment startAtInvoke(FunctionSpec function) {
    InitializationType type = InitializationType.ON_DEMAND;
    PlatformLog platformLog = new PlatformLog(new EnvironmentLog(log), function, type).atInvoke();
    Limits extended = limits(function).withInit(function.timeout());
    Sandbox sandbox = new Sandbox(function, type, extended, platformLog);
    return new Environment(sandbox, () -> init(sandbox));
  }

  private Sandbox init(FunctionSpec function, InitializationType type, @Nullable TimeTravel travel)
      throws EnvironmentFailure, InterruptedException {
    PlatformLog platformLog = new PlatformLog(new EnvironmentLog(log), function, type);
    Sandbox sandbox = new Sandbox(function, type, limits(function), platformLog);
    try {
      init(sandbox);
    } finally {
      if (travel != null && sandbox.host().hasProcess()) {
        travel.follow(sandbox.process().pid());
      }
    }
    return sandbox;
  }

  private Limits limits(FunctionSpec function) {
    return limits != null
        ? limits
        : Limits.platform().withSnapStartInitOfAtLeast(function.timeout());
  }

  private void requireOpen(FunctionSpec function) {
    if (closed) {
      throw new IllegalStateException(
          "cannot start function \""
              + function.name()
              + "\": the emulator is closed; build another one [EMULATOR_CLOSED]");
    }
  }

  private void init(Sandbox sandbox) throws EnvironmentFailure, InterruptedException {
    sandboxes.removeIf(Sandbox::isClosed);
    sandboxes.add(sandbox);
    boolean initialized = false;
    try {
      requireOpen(sandbox.spec());
      sandbox.init(starter, port);
      initialized = true;
    } finally {
      if (!initialized) {
        sandbox.close();
        sandboxes.remove(sandbox);
      }
    }
  }

  private void closeSandboxes() {
    versions.forEach(FunctionVersion::close);
    versions.clear();
    snapshots.forEach(Snapshot::close);
    snapshots.clear();
    sandboxes.forEach(Sandbox::close);
    sandboxes.clear();
  }

  /** Configures an {@link Emulator}. Not safe for use by many threads. */
  public static final class Builder {

    private static final Duration LATEST = Duration.ofDays(36_525);

    private @Nullable Limits limits;
    private int port;
    private Engine engine = Engine.AUTO;
    private Duration later = Duration.ZERO;
    private Consumer<String> log = line -> {};

    private Builder() {}

    /**
     * Sets the limits of the phases.
     *
     * @param limits the limits as they are to be applied; without a call the platform's, where init
     *     under snap-start may take as long as the function's timeout if that is more than 130 s
     * @return this builder
     */
    public Builder limits(Limits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * Sets the port of the Runtime API. Each environment has a Runtime API of its own, so with a
     * port there can be one environment at a time.
     *
     * @param port the port, or 0 for a free one, which is the default
     * @return this builder
     * @throws IllegalArgumentException if it is no port
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "cannot listen on port " + port + ": expected 0 to 65535 [EMULATOR_BAD_OPTION]");
      }
      this.port = port;
      return this;
    }

    /**
     * Sets what holds snapshots.
     *
     * @param engine the engine; without a call {@link Engine#AUTO}
     * @return this builder
     */
    public Builder engine(Engine engine) {
      this.engine = engine;
      return this;
    }

    /**
     * Lets restores be later than their checkpoints: the wall clock of a restored process is ahead
     * by so much, while its monotonic clock goes on where it was, and connections that it had are
     * broken. (That it gets other credentials and another log stream is so at every restore.) Needs
     * libfaketime ({@code tools/install-faketime}) when a function is published.
     *
     * @param later such as 14 days; zero, which is the default, for no difference
     * @return this builder
     * @throws IllegalArgumentException if it is negative, more than 100 years, or not in whole
     *     seconds
     */
    public Builder later(Duration later) {
      if (later.isNegative()
          || later.compareTo(LATEST) > 0
          || !later.equals(later.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException(
            "cannot restore "
                + later
                + " later: expected whole seconds, at most 100 years [EMULATOR_BAD_OPTION]");
      }
      this.later = later;
      return this;
    }

    /**
     * Sets who gets the log lines, as they come: those of the platform and those of the processes.
     *
     * @param log called by many threads, one at a time per environment; must not throw
     * @return this builder
     */
    public Builder log(Consumer<String> log) {
      this.log = log;
      return this;
    }

    /**
     * Ends the configuration.
     *
     * @return a running emulator without environments
     */
    public Emulator build() {
      return new Emulator(this);
    }
  }
}
