package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/** Many invocations at a time, each on a thread of its own. */
final class ThreadScope implements InvocationScope {

  @SuppressWarnings("ThreadLocalUsage") // there is one scope in a process
  private final ThreadLocal<Invocation> current = new ThreadLocal<>();

  private final @Nullable ThreadMap sdk;

  /** Looks for AWS's SDK, which asks its own map by thread for the trace id. */
  ThreadScope(FunctionClassPath classPath) {
    sdk =
        ThreadMap.find(
            classPath,
            "utils-lite",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal",
            "AWS_LAMBDA_X_TRACE_ID");
  }

  @Override
  public @Nullable Invocation current() {
    return current.get();
  }

  @Override
  public void begin(Invocation invocation) {
    current.set(invocation);
    if (sdk != null) {
      sdk.put(invocation.traceId());
    }
  }

  @Override
  public void end() {
    current.remove();
    if (sdk != null) {
      sdk.put(null);
    }
  }
}
