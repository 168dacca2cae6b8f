package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import dev.snapstart.emulator.EnvironmentFailure.Remains;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One function process with its Runtime API and its log, through all of its life. Its phases are
 * for one thread at a time; {@link #close()} may come from any.
 */
final class Sandbox implements AutoCloseable {

  private static final Duration EXIT_PATIENCE = Duration.ofSeconds(2);

  private final FunctionSpec spec;
  private final InitializationType type;
  private final Limits limits;
  private final PlatformLog log;
  private final Changes changes = new Changes();
  private final RuntimeEnd end = new RuntimeEnd(changes);
  private final RuntimeSession session;
  private final Extensions extensions;
  private final StartDurations startDurations = new StartDurations();
  private final Credentials credentials;
  private final ProcessHost host;
  private volatile Supplier<List<String>> restoreProblems = List::of;
  private volatile LogStream logStream;
  private volatile @Nullable Instant restoredAt;

  Sandbox(FunctionSpec spec, InitializationType type, Limits limits, PlatformLog log) {
    this(spec, type, limits, log, UUID.randomUUID().toString());
  }

  private Sandbox(
      FunctionSpec spec,
      InitializationType type,
      Limits limits,
      PlatformLog log,
      String credentialsToken) {
    this.credentials = new Credentials(credentialsToken, log.clock());
    this.logStream = LogStream.of(spec, log.clock().now());
    this.spec = spec;
    this.type = type;
    this.limits = limits;
    this.log = log;
    this.extensions = new Extensions(spec, changes, end);
    this.host = new ProcessHost(spec, limits.memory(), log.log(), extensions, end);
    this.session = RuntimeSession.of(spec.maxConcurrency(), changes, end);
  }

  FunctionSpec spec() {
    return spec;
  }

  EnvironmentLog log() {
    return log.log();
  }

  PlatformLog platformLog() {
    return log;
  }

  /** All lines, those that the process printed just now too. */
  List<String> logLines() {
    process().drainOutput();
    return log().lines();
  }

  /** Those of them that the process printed. */
  List<String> printedLines() {
    process().drainOutput();
    return log().printed();
  }

  ProcessHost host() {
    return host;
  }

  LoopbackServer server() {
    return host.server();
  }

  FunctionProcess process() {
    return host.process();
  }

  RuntimeSession session() {
    return session;
  }

  Extensions extensions() {
    return extensions;
  }

  RuntimeEnd end() {
    return end;
  }

  Changes changes() {
    return changes;
  }

  @Nullable Instant restoredAt() {
    return restoredAt;
  }

  LogStream logStream() {
    return logStream;
  }

  StartDurations startDurations() {
    return startDurations;
  }

  Duration initDuration() {
    Duration init = startDurations.init();
    if (init == null) {
      throw new IllegalStateException("function \"" + spec.name() + "\" was not initialized");
    }
    return init;
  }

  boolean isClosed() {
    return host.isClosed();
  }

  /**
   * A sandbox for a clone of this one's process, which has the same variables and the same address
   * of its Runtime API in its memory. Somebody else listens there.
   */
  Sandbox cloned() {
    Sandbox clone = new Sandbox(spec, type, limits, log.forClone(), credentials.token());
    clone.host.use(host.starter());
    extensions.registerAgain(clone.extensions);
    clone.host.serve(
        LoopbackServer.adopting(
            server().port(),
            new RuntimeApi(spec, clone.session, clone.extensions, clone.credentials),
            spec.faults()));
    return clone;
  }

  /**
   * Starts the process of a clone, within the given number of others. The problems are asked for if
   * it does not come up.
   */
  void startClone(List<String> command, int wrappers, Supplier<List<String>> problems)
      throws IOException {
    restoreProblems = problems;
    host.start(command, wrappers, Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
    process().forgetOutputFile();
  }

  /** Whether its process waits for an invocation. */
  boolean isUsable() {
    return !isClosed() && host.hasProcess() && !end.isOver() && session.isReady();
  }

  /** Starts the process and waits until it has initialized. */
  void init(ProcessStarter starting, int port) throws EnvironmentFailure, InterruptedException {
    host.use(starting);
    log.initStart();
    start(port);
    boolean snapStart = type == InitializationType.SNAP_START;
    Duration limit = snapStart ? limits.snapStartInit() : limits.init();
    String expected = snapStart ? "GET restore/next" : "GET invocation/next";
    long startNanos = process().startNanos();
    await(new PhaseWait(Phase.INIT, startNanos, limit, expected));
    long readyNanos = extensions.latest(session.enteredNanos());
    startDurations.initialized(Duration.ofNanos(readyNanos - startNanos));
    if (snapStart) {
      log.initReport(initDuration(), null);
    }
  }

  /** What has changed outside since the checkpoint, when the restore is so much later. */
  void arrive(Duration later) {
    log.clock().goAhead(later);
    restoredAt = log.clock().now();
    credentials.rotate();
    logStream = LogStream.of(spec, log.clock().now());
  }

  /** Lets the process go that waits for its restore and waits until it asks for an invocation. */
  void restore(long callNanos) throws EnvironmentFailure, InterruptedException {
    PhaseWait wait =
        new PhaseWait(Phase.RESTORE, callNanos, limits.restore(), "GET invocation/next");
    // a process whose connection was taken from it comes back by itself
    changes.await(
        () -> session.isWaitingForRestore() || session.isReady() || end.isOver(), wait.deadline());
    Duration delay = spec.faults().restoreDelay();
    if (!delay.isZero()) {
      changes.await(end::isOver, Deadline.in(delay).orSooner(wait.deadline()));
    }
    long releasedNanos = System.nanoTime();
    if (session.isWaitingForRestore() && !wait.deadline().left().isZero()) {
      session.release();
    }
    await(wait);
    long readyNanos = Math.max(releasedNanos, session.enteredNanos());
    Duration took = Duration.ofNanos(readyNanos - callNanos);
    startDurations.restored(took, Duration.ofNanos(readyNanos - releasedNanos));
    log.restoreReport(took, null);
  }

  /** Ends the process as {@link #close()} does, and says how it ended. */
  int stop() throws InterruptedException {
    close();
    changes.await(end::hasExited, Deadline.in(EXIT_PATIENCE));
    Integer status = end.exitStatus();
    if (status == null) {
      throw new IllegalStateException("the process of \"" + spec.name() + "\" does not end");
    }
    return status;
  }

  @Override
  public void close() {
    host.close();
  }

  private void start(int port) throws EnvironmentFailure, InterruptedException {
    long startNanos = System.nanoTime();
    Credentials served = type == InitializationType.SNAP_START ? credentials : null;
    try {
      LoopbackServer listening =
          new LoopbackServer(
              port, new RuntimeApi(spec, session, extensions, served), spec.faults());
      host.serve(listening);
      if (!spec.faults().deafness().isZero()) {
        listening.suspendFor(spec.faults().deafness());
      }
      String runtimeApi = "127.0.0.1:" + listening.port();
      host.start(
          spec.command(),
          0,
          EnvironmentVariables.of(spec, type, runtimeApi, credentials.token(), logStream));
      if (type != InitializationType.SNAP_START) {
        process().forgetOutputFile();
      }
    } catch (IOException e) {
      throw unstarted(e, startNanos);
    }
  }

  private EnvironmentFailure unstarted(IOException cause, long startNanos) {
    String why = String.valueOf(cause.getMessage());
    PlatformError error =
        new PlatformError(host.hasServer() ? "Runtime.InvalidEntrypoint" : "Sandbox.Failure", why);
    close();
    log.initReport(since(startNanos), error.errorType());
    return new EnvironmentFailure(
        Phase.INIT,
        "cannot start function \"" + spec.name() + "\": " + why,
        error,
        new Remains(null, null, "", List.of()));
  }

  private void await(PhaseWait wait) throws EnvironmentFailure, InterruptedException {
    changes.await(() -> isThrough(wait.phase()) || end.isOver(), wait.deadline());
    process().drainOutput();
    if (!isThrough(wait.phase()) || end.isOver()) {
      throw failure(wait);
    }
  }

  private boolean isThrough(Phase phase) {
    boolean asked = session.isReady() || (phase == Phase.INIT && session.isRestoreReady());
    return asked && extensions.areInitialized();
  }

  private EnvironmentFailure failure(PhaseWait wait) throws InterruptedException {
    Duration took = wait.sinceStart();
    PostedError posted = end.postedError();
    if (posted != null) {
      changes.await(end::hasExited, Deadline.in(EXIT_PATIENCE));
    }
    Integer status = end.exitStatus();
    // before it is killed, which is an exit as well
    PlatformError error = wait.error(end);
    process().kill();
    server().close();
    if (posted == null) {
      restoreProblems.get().forEach(log()::output);
    }
    if (wait.phase() == Phase.INIT) {
      log.initReport(took, error.errorType());
    } else {
      log.restoreReport(took, error.errorType());
    }
    String body = posted == null ? null : posted.body();
    return wait.failure(
        spec, error, new Remains(body, status, log().lastOutput(), server().requests()));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
