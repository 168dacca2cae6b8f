package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import dev.snapstart.emulator.EnvironmentFailure.Remains;
import dev.snapstart.emulator.RuntimeSession.PostedError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
  private final EnvironmentLog log;
  private final RuntimeSession session = new RuntimeSession();
  private final String credentialsToken = UUID.randomUUID().toString();
  private volatile @Nullable LoopbackServer server;
  private volatile @Nullable FunctionProcess process;
  private volatile boolean closed;
  private @Nullable Duration initDuration;
  private @Nullable Duration restoreDuration;
  private @Nullable Duration billedRestoreDuration;

  Sandbox(FunctionSpec spec, InitializationType type, Limits limits, EnvironmentLog log) {
    this.spec = spec;
    this.type = type;
    this.limits = limits;
    this.log = log;
  }

  FunctionSpec spec() {
    return spec;
  }

  EnvironmentLog log() {
    return log;
  }

  /** All lines, those that the process printed just now too. */
  List<String> logLines() {
    process().drainOutput();
    return log.lines();
  }

  LoopbackServer server() {
    return started(server);
  }

  FunctionProcess process() {
    return started(process);
  }

  Duration initDuration() {
    return started(initDuration);
  }

  boolean isClosed() {
    return closed;
  }

  /** Starts the process and waits until it has initialized. */
  void init(ProcessStarter starter, int port) throws EnvironmentFailure, InterruptedException {
    log.platform(PlatformLog.initStart());
    start(starter, port);
    boolean snapStart = type == InitializationType.SNAP_START;
    Duration limit = snapStart ? limits.snapStartInit() : limits.init();
    String expected = snapStart ? "GET restore/next" : "GET invocation/next";
    long startNanos = process().startNanos();
    await(new PhaseWait(Phase.INIT, startNanos, limit, expected));
    initDuration = Duration.ofNanos(session.enteredNanos() - startNanos);
    if (snapStart) {
      log.platform(PlatformLog.phaseReport(Phase.INIT, initDuration(), null));
    }
  }

  /** Lets the process go that waits for its restore and waits until it asks for an invocation. */
  void restore(long callNanos) throws EnvironmentFailure, InterruptedException {
    PhaseWait wait =
        new PhaseWait(Phase.RESTORE, callNanos, limits.restore(), "GET invocation/next");
    // a process whose connection was taken from it comes back by itself
    session.await(s -> s.isWaitingForRestore() || s.isReady() || s.isOver(), wait.deadline());
    long releasedNanos = System.nanoTime();
    if (session.isWaitingForRestore()) {
      session.release();
    }
    await(wait);
    long readyNanos = Math.max(releasedNanos, session.enteredNanos());
    Duration took = Duration.ofNanos(readyNanos - callNanos);
    restoreDuration = took;
    billedRestoreDuration = Duration.ofNanos(readyNanos - releasedNanos);
    // the init is the snapshot's; the invocations of this environment do not report it
    initDuration = null;
    log.platform(PlatformLog.phaseReport(Phase.RESTORE, took, null));
  }

  /** Serves one event, until the process asks for the next one, ends, or takes too long. */
  InvocationResult invoke(byte[] event) throws InterruptedException {
    requireReady();
    Invocation invocation = Invocation.of(event, spec, Instant.now());
    String requestId = invocation.requestId();
    log.platform(PlatformLog.start(requestId, spec.version()));
    Deadline deadline = Deadline.in(spec.timeout());
    session.handOut(invocation);
    boolean inTime = session.await(s -> s.isReady() || s.hasEnded(), deadline);
    Report report = report();
    process().drainOutput();
    PlatformError end = endOfEnvironment(requestId, inTime);
    log.platform(PlatformLog.end(requestId));
    String endType = end == null ? null : end.errorType();
    log.platform(PlatformLog.report(requestId, report, spec.memoryMb(), endType));
    Reply reply = session.reply();
    // a process that ends after its answer has given it nevertheless
    Reply answer = reply == null && end != null ? Reply.of(end) : started(reply);
    return new InvocationResult(requestId, answer, report);
  }

  private Report report() {
    Report report =
        new Report(
            session.invocationDuration(),
            initDuration,
            restoreDuration,
            billedRestoreDuration,
            PeakMemory.megabytes(process().handle()));
    initDuration = null;
    restoreDuration = null;
    billedRestoreDuration = null;
    return report;
  }

  /** Ends the process if it took too long; null if the environment lives on. */
  private @Nullable PlatformError endOfEnvironment(String requestId, boolean inTime)
      throws InterruptedException {
    if (!inTime) {
      log.platform(PlatformLog.timedOut(requestId, spec.timeout()));
      process().kill();
      return PlatformError.timedOut(requestId, spec.timeout());
    }
    Integer status = session.exitStatus();
    if (status == null) {
      return null;
    }
    PlatformError end = PlatformError.exited(requestId, status);
    log.platform(PlatformLog.exited(end));
    return end;
  }

  /** Takes the process's connection from it and refuses new ones. */
  void disconnect() throws InterruptedException {
    server().suspend();
  }

  /** Lets the process connect again. */
  void reconnect() {
    server().resume();
  }

  @Override
  public void close() {
    closed = true;
    FunctionProcess running = process;
    LoopbackServer listening = server;
    try {
      if (running != null) {
        running.kill();
      }
    } catch (InterruptedException e) {
      // it is killed already; only the wait for its end was cut short
      Thread.currentThread().interrupt();
    } finally {
      if (listening != null) {
        listening.close();
      }
    }
  }

  private void start(ProcessStarter starter, int port) throws EnvironmentFailure {
    long startNanos = System.nanoTime();
    String token = type == InitializationType.SNAP_START ? credentialsToken : null;
    try {
      LoopbackServer listening = new LoopbackServer(port, new RuntimeApi(session, token));
      server = listening;
      process = startProcess(starter, "127.0.0.1:" + listening.port());
    } catch (IOException e) {
      boolean serving = server != null;
      String why = String.valueOf(e.getMessage());
      PlatformError error =
          new PlatformError(serving ? "Runtime.InvalidEntrypoint" : "Sandbox.Failure", why);
      close();
      log.platform(PlatformLog.phaseReport(Phase.INIT, since(startNanos), error.errorType()));
      throw new EnvironmentFailure(
          Phase.INIT,
          "cannot start function \"" + spec.name() + "\": " + why,
          error,
          new Remains(null, null, "", List.of()));
    }
    if (closed) {
      close();
    }
  }

  private FunctionProcess startProcess(ProcessStarter starter, String runtimeApi)
      throws IOException {
    Map<String, String> variables =
        EnvironmentVariables.of(spec, type, runtimeApi, credentialsToken);
    FunctionOutput output = new FunctionOutput(log);
    try {
      return new FunctionProcess(
          starter.start(spec, variables, output.redirect()), output, session);
    } catch (IOException e) {
      output.end();
      throw e;
    } finally {
      output.forgetName();
    }
  }

  private void await(PhaseWait wait) throws EnvironmentFailure, InterruptedException {
    session.await(s -> isThrough(s, wait.phase()) || s.isOver(), wait.deadline());
    process().drainOutput();
    if (!isThrough(session, wait.phase()) || session.isOver()) {
      throw failure(wait);
    }
  }

  private static boolean isThrough(RuntimeSession session, Phase phase) {
    return session.isReady() || (phase == Phase.INIT && session.isRestoreReady());
  }

  private EnvironmentFailure failure(PhaseWait wait) throws InterruptedException {
    Duration took = wait.sinceStart();
    PostedError posted = session.postedError();
    if (posted != null) {
      session.await(RuntimeSession::hasEnded, Deadline.in(EXIT_PATIENCE));
    }
    Integer status = session.exitStatus();
    process().kill();
    server().close();
    PlatformError error = wait.error(posted, status);
    log.platform(PlatformLog.phaseReport(wait.phase(), took, error.errorType()));
    String body = posted == null ? null : posted.body();
    return wait.failure(
        spec, error, new Remains(body, status, log.lastOutput(), server().requests()));
  }

  private void requireReady() {
    Integer status = session.exitStatus();
    if (status == null && !closed && session.isReady()) {
      return;
    }
    String found = "is still busy with an invocation that was given up";
    if (status != null) {
      found = "has ended with exit status " + status;
    }
    throw new IllegalStateException(
        "cannot invoke function \""
            + spec.name()
            + "\": its process "
            + found
            + "; expected one that waits for an invocation, so start or restore another environment");
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException(
          "cannot use the environment of function \"" + spec.name() + "\" before it has started");
    }
    return part;
  }
}
