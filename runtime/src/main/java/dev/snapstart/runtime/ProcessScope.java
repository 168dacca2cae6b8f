package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/** One invocation at a time: the whole process works for it, the handler's own threads too. */
final class ProcessScope implements InvocationScope {

  /** Where the X-Ray SDK and AWS's SDK look for the trace id of the current invocation. */
  private static final String TRACE_HEADER_PROPERTY = "com.amazonaws.xray.traceHeader";

  private volatile @Nullable Invocation current;

  @Override
  public @Nullable Invocation current() {
    return current;
  }

  @Override
  public void begin(Invocation invocation) {
    current = invocation;
    String traceId = invocation.traceId();
    if (traceId == null) {
      System.clearProperty(TRACE_HEADER_PROPERTY);
    } else {
      System.setProperty(TRACE_HEADER_PROPERTY, traceId);
    }
  }

  @Override
  public void end() {
    current = null;
  }
}
