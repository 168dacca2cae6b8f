package dev.snapstart.runtime;

import java.io.IOError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Next, handle, reply; until the platform or the JVM fails. Runs on one thread. */
final class InvocationLoop {

  private final RuntimeApi api;
  private final LoadedFunction function;
  private final @Nullable InternalExtension extension;
  private byte[] spare = new byte[0];

  /** The extension does what comes after a response; without one the loop does it itself. */
  InvocationLoop(RuntimeApi api, LoadedFunction function, @Nullable InternalExtension extension) {
    this.api = api;
    this.function = function;
    this.extension = extension;
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
          function
              .log()
              .warn(
                  "went on after invocation "
                      + invocation.requestId()
                      + ": "
                      + refused.getMessage()
                      + " [RUNTIME_RESPONSE_REFUSED]");
        }
      }
    } catch (VirtualMachineError | IOError broken) {
      function
          .log()
          .print(
              "ended after an error that may have left the process broken [RUNTIME_PROCESS_BROKEN]",
              broken);
      return ExitStatus.VIRTUAL_MACHINE_FAILED;
    } catch (IOException e) {
      function.log().print("cannot go on without the Runtime API [RUNTIME_API_FAILED]", e);
      return ExitStatus.RUNTIME_API_FAILED;
    }
  }

  private void serve(Invocation invocation) throws IOException {
    ResponseBody body = new ResponseBody(api, invocation.requestId(), spare);
    Throwable failure = null;
    function.begin(invocation);
    try {
      failure = handle(invocation, body);
    } finally {
      function.end();
    }
    try {
      body.reply(
          failure == null ? null : InvocationError.of(InvocationError.USER_EXCEPTION, failure));
    } finally {
      spare = body.leave();
      replied(invocation);
    }
    // where other invocations run beside this one, they decide for themselves
    if (function.config().isConcurrent()) {
      return;
    }
    // the errors after which AWS's own client ends, too
    if (failure instanceof VirtualMachineError broken) {
      throw broken;
    }
    if (failure instanceof IOError broken) {
      throw broken;
    }
  }

  private @Nullable Throwable handle(Invocation invocation, ResponseBody body) {
    try {
      function
          .handler()
          .handle(
              invocation.event(),
              new InvocationContext(function.config(), invocation, function.log()),
              body);
      return null;
    } catch (Throwable thrown) {
      function.log().print("invocation " + invocation.requestId() + " failed", thrown);
      return thrown;
    } finally {
      body.seal();
      // a flag that the handler left must not wake the next wait for the platform
      Thread.interrupted();
    }
  }

  private void replied(Invocation invocation) {
    if (extension != null) {
      extension.replied(invocation.requestId());
    } else {
      Lifecycle.runAfterResponse(function.log());
    }
  }
}
