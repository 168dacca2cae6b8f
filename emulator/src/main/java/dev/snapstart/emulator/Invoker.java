package dev.snapstart.emulator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The invocations of one environment, from {@code START} to {@code REPORT}. */
final class Invoker {

  private final Sandbox sandbox;
  private final FunctionSpec spec;
  private final RuntimeSession session;
  private final PlatformLog log;
  private final AtomicInteger invocations = new AtomicInteger();

  Invoker(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.spec = sandbox.spec();
    this.session = sandbox.session();
    this.log = sandbox.platformLog();
  }

  /** Serves one event, until the process is done with it, ends, or takes too long. */
  InvocationResult invoke(byte[] event, Map<String, String> headers, ResponseTarget target)
      throws InterruptedException {
    requireReady();
    Invocation invocation = begin(event, headers);
    return serve(invocation, target, Deadline.in(spec.timeout()), Duration.ZERO);
  }

  /** Does the same with an init before, which is a part of the invocation. */
  InvocationResult initAndInvoke(
      Environment.Initialization init,
      byte[] event,
      Map<String, String> headers,
      ResponseTarget target)
      throws InterruptedException {
    long beginNanos = System.nanoTime();
    Deadline deadline = Deadline.in(spec.timeout());
    Invocation invocation = begin(event, headers);
    try {
      init.run();
    } catch (EnvironmentFailure e) {
      return failedInit(invocation, e, since(beginNanos));
    }
    sandbox.startDurations().initializedAtInvoke();
    return serve(invocation, target, deadline, since(beginNanos));
  }

  private Invocation begin(byte[] event, Map<String, String> headers) {
    Invocation invocation = Invocation.of(event, spec, log.clock().now()).with(headers);
    log.start(invocation.requestId());
    return invocation;
  }

  private InvocationResult serve(
      Invocation invocation, ResponseTarget target, Deadline deadline, Duration before)
      throws InterruptedException {
    Extensions extensions = sandbox.extensions();
    extensions.invoke(invocation);
    PendingInvocation pending = session.handOut(invocation, target.mode());
    Duration untilKill = spec.faults().untilKill(invocations.incrementAndGet());
    if (untilKill != null) {
      killIn(untilKill, pending);
    }
    boolean inTime =
        new Delivery(pending, target, sandbox.changes())
            .await(
                () ->
                    (session.isDone(pending) && extensions.areBack()) || sandbox.end().hasExited(),
                deadline);
    Integer memory = PeakMemory.megabytes(sandbox.process().handle());
    Report report = sandbox.startDurations().report(before.plus(pending.duration()), memory);
    sandbox.process().drainOutput();
    PlatformError end = failure(pending, inTime);
    log.end(invocation.requestId(), report, end == null ? null : end.errorType());
    return new InvocationResult(
        invocation.requestId(), target.settle(answer(pending, end)), report);
  }

  /** The process has ended, or was ended because it took as long as an invocation may. */
  private InvocationResult failedInit(
      Invocation invocation, EnvironmentFailure failure, Duration took) {
    String requestId = invocation.requestId();
    PlatformError error =
        failure.errorType().equals(PlatformError.TIMEOUT)
            ? PlatformError.timedOut(requestId, spec.timeout())
            : new PlatformError(
                failure.errorType(), "RequestId: " + requestId + " Error: " + failure.getMessage());
    String posted = failure.errorPayload();
    Reply reply =
        posted == null
            ? Reply.of(error)
            : Reply.failure(new PostedError(failure.errorType(), posted), "application/json");
    if (error.errorType().equals(PlatformError.TIMEOUT)) {
      log.timedOut(requestId);
    } else {
      log.exited(error);
    }
    Report report = new Report(took, null, null, null, null);
    log.end(requestId, report, error.errorType());
    return new InvocationResult(requestId, reply, report);
  }

  /** Unless the process has done with it by then. */
  private void killIn(Duration time, PendingInvocation pending) {
    Thread killer =
        new Thread(
            () -> {
              try {
                Thread.sleep(time.toMillis());
                if (!session.isDone(pending)) {
                  sandbox.process().kill();
                }
              } catch (InterruptedException ignored) {
                // nobody interrupts this thread
              }
            },
            "function-killer");
    killer.setDaemon(true);
    killer.start();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** A process that ends after its answer has given it nevertheless. */
  private static Reply answer(PendingInvocation pending, @Nullable PlatformError end) {
    Reply reply = pending.reply();
    if (reply != null) {
      return reply;
    }
    if (end == null) {
      throw new IllegalStateException("no answer to invocation " + pending.requestId());
    }
    return pending.failed(end);
  }

  /** What went wrong with an invocation, or after it, that the platform sees; null if nothing. */
  private @Nullable PlatformError failure(PendingInvocation pending, boolean inTime)
      throws InterruptedException {
    String requestId = pending.requestId();
    if (!inTime) {
      log.timedOut(requestId);
      PlatformError timeout = PlatformError.timedOut(requestId, spec.timeout());
      if (!session.giveUp(pending, timeout)) {
        sandbox.process().kill();
      }
      return timeout;
    }
    if (!sandbox.end().hasExited()) {
      return null;
    }
    PostedError posted = sandbox.end().postedError();
    PlatformError exit = PlatformError.exited(requestId, sandbox.end());
    // an extension may have said why
    PlatformError end =
        posted == null ? exit : new PlatformError(posted.errorType(), exit.errorMessage());
    log.exited(end);
    return end;
  }

  private void requireReady() {
    Integer status = sandbox.end().exitStatus();
    if (status == null && !sandbox.isClosed() && session.isReady()) {
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
            + "; expected one that waits for an invocation, so start or restore another environment"
            + " [EMULATOR_NOT_READY]");
  }
}
