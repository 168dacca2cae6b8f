package dev.snapstart.hooks;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is told when it is primed: the function's own values, where the environment has
 * them.
 */
final class PrimingContext implements Context {

  private static final int MILLIS = 30_000;

  private final long start = System.nanoTime();

  @Override
  public String getAwsRequestId() {
    return "00000000-0000-0000-0000-000000000000";
  }

  @Override
  public String getLogGroupName() {
    return variable("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + getFunctionName());
  }

  @Override
  public String getLogStreamName() {
    return variable("AWS_LAMBDA_LOG_STREAM_NAME", "priming");
  }

  @Override
  public String getFunctionName() {
    return variable("AWS_LAMBDA_FUNCTION_NAME", "function");
  }

  @Override
  public String getFunctionVersion() {
    return variable("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
  }

  @Override
  public String getInvokedFunctionArn() {
    String region = variable("AWS_REGION", "us-east-1");
    return "arn:aws:lambda:" + region + ":000000000000:function:" + getFunctionName();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, MILLIS - (System.nanoTime() - start) / 1_000_000);
  }

  @Override
  public int getMemoryLimitInMB() {
    try {
      return Integer.parseInt(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
    } catch (NumberFormatException ignored) {
      // as the runtimes do it
      return 128;
    }
  }

  @Override
  public LambdaLogger getLogger() {
    return LambdaRuntime.getLogger();
  }

  private static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
