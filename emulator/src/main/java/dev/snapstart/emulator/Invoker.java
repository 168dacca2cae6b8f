package dev.snapstart.emulator;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The invocations of one environment, from {@code START} to {@code REPORT}. */
final class Invoker {

  private final Sandbox sandbox;
  private final FunctionSpec spec;
  private final RuntimeSession session;
  private final PlatformLog log;

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
    Invocation invocation = Invocation.of(event, spec, Instant.now()).with(headers);
    String requestId = invocation.requestId();
    log.start(requestId);
    Deadline deadline = Deadline.in(spec.timeout());
    Extensions extensions = sandbox.extensions();
    extensions.invoke(invocation);
    PendingInvocation pending = session.handOut(invocation, target.mode());
    boolean inTime =
        new Delivery(pending, target, sandbox.changes())
            .await(
                () ->
                    (session.isDone(pending) && extensions.areBack()) || sandbox.end().hasExited(),
                deadline);
    Integer memory = PeakMemory.megabytes(sandbox.process().handle());
    Report report = sandbox.startDurations().report(pending.duration(), memory);
    sandbox.process().drainOutput();
    PlatformError end = failure(pending, inTime);
    log.end(requestId, report, end == null ? null : end.errorType());
    return new InvocationResult(requestId, target.settle(answer(pending, end)), report);
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
    Integer status = sandbox.end().exitStatus();
    if (status == null) {
      return null;
    }
    PostedError posted = sandbox.end().postedError();
    PlatformError exit = PlatformError.exited(requestId, status);
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
            + "; expected one that waits for an invocation, so start or restore another environment");
  }
}
