package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** What a handler can ask about its invocation. Keeps its values after the invocation. */
final class InvocationContext implements Context {

  private final RuntimeConfig config;
  private final Invocation invocation;
  private final LogLines log;

  InvocationContext(RuntimeConfig config, Invocation invocation, LogLines log) {
    this.config = config;
    this.invocation = invocation;
    this.log = log;
  }

  @Override
  public String getAwsRequestId() {
    return invocation.requestId();
  }

  @Override
  public @Nullable String getLogGroupName() {
    return config.logGroup();
  }

  @Override
  public @Nullable String getLogStreamName() {
    return config.logStream();
  }

  @Override
  public @Nullable String getFunctionName() {
    return config.functionName();
  }

  @Override
  public @Nullable String getFunctionVersion() {
    return config.functionVersion();
  }

  @Override
  public @Nullable String getInvokedFunctionArn() {
    return invocation.functionArn();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    String json = invocation.cognitoIdentity();
    return json == null ? null : CallerJson.identity(json, log);
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    String json = invocation.clientContext();
    return json == null ? null : CallerJson.clientContext(json, log);
  }

  @Override
  public int getRemainingTimeInMillis() {
    long remaining = invocation.deadlineMs() - System.currentTimeMillis();
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, remaining));
  }

  @Override
  public int getMemoryLimitInMB() {
    return config.memoryLimitMb();
  }

  @Override
  public LambdaLogger getLogger() {
    return new HandlerLogger(log);
  }

  @Override
  public @Nullable String getTenantId() {
    return invocation.tenantId();
  }

  @Override
  public @Nullable String getXrayTraceId() {
    return invocation.traceId();
  }
}
