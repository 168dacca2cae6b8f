package dev.snapstart.runtime;

import java.io.IOException;

/** Next, handle, reply; until the platform or the JVM fails. Runs on one thread. */
final class InvocationLoop {

  /** Where the X-Ray SDK and AWS's SDK look for the trace id of the current invocation. */
  private static final String TRACE_HEADER_PROPERTY = "com.amazonaws.xray.traceHeader";

  private final RuntimeApi api;
  private final RuntimeConfig config;
  private final Handler handler;

  InvocationLoop(RuntimeApi api, RuntimeConfig config, Handler handler) {
    this.api = api;
    this.config = config;
    this.handler = handler;
  }

  /** Serves invocations until it no longer can. */
  ExitStatus run() {
    try {
      while (true) {
        Invocation invocation = api.next();
        try {
          serve(invocation);
        } catch (RuntimeApiException refused) {
          if (refused.isPlatformFailure()) {
            throw refused;
          }
          // 400, 403, 410, 413: the platform has its own answer for the caller and waits for next
          LogLines.print(
              "went on after invocation " + invocation.requestId() + ": " + refused.getMessage());
        }
      }
    } catch (VirtualMachineError broken) {
      LogLines.print("ended after an error of the virtual machine", broken);
      return ExitStatus.VIRTUAL_MACHINE_FAILED;
    } catch (IOException e) {
      LogLines.print("cannot go on without the Runtime API", e);
      return ExitStatus.RUNTIME_API_FAILED;
    }
  }

  private void serve(Invocation invocation) throws IOException {
    trace(invocation);
    ResponseBody body = new ResponseBody();
    Throwable failure = null;
    try {
      handler.handle(invocation.event(), new InvocationContext(config, invocation), body);
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      body.seal();
      // a flag that the handler left must not wake the next wait for the platform
      Thread.interrupted();
    }
    if (failure == null) {
      api.succeed(invocation.requestId(), body);
    } else {
      LogLines.print("invocation " + invocation.requestId() + " failed", failure);
      api.fail(invocation.requestId(), InvocationError.of(InvocationError.USER_EXCEPTION, failure));
      if (failure instanceof VirtualMachineError broken) {
        throw broken;
      }
    }
  }

  private static void trace(Invocation invocation) {
    String traceId = invocation.traceId();
    if (traceId == null) {
      System.clearProperty(TRACE_HEADER_PROPERTY);
    } else {
      System.setProperty(TRACE_HEADER_PROPERTY, traceId);
    }
  }
}
