package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;

/** What a context says, as text. */
final class Contexts {

  private Contexts() {}

  static String json(Context context) {
    return "{\"id\":"
        + quoted(context.getAwsRequestId())
        + ",\"name\":"
        + quoted(context.getFunctionName())
        + ",\"version\":"
        + quoted(context.getFunctionVersion())
        + ",\"arn\":"
        + quoted(context.getInvokedFunctionArn())
        + ",\"group\":"
        + quoted(context.getLogGroupName())
        + ",\"stream\":"
        + quoted(context.getLogStreamName())
        + ",\"memory\":"
        + context.getMemoryLimitInMB()
        + ",\"logger\":"
        + (context.getLogger() != null)
        + "}";
  }

  static String remaining(Context context) {
    int first = context.getRemainingTimeInMillis();
    long until = System.nanoTime() + 30_000_000;
    int second = first;
    while (System.nanoTime() < until) {
      second = context.getRemainingTimeInMillis();
    }
    return first + " " + second;
  }

  static String client(Context context) {
    ClientContext client = context.getClientContext();
    if (client == null) {
      return "null";
    }
    return "{\"installation\":"
        + quoted(client.getClient() == null ? null : client.getClient().getInstallationId())
        + ",\"title\":"
        + quoted(client.getClient() == null ? null : client.getClient().getAppTitle())
        + ",\"versionName\":"
        + quoted(client.getClient() == null ? null : client.getClient().getAppVersionName())
        + ",\"custom\":"
        + quoted(client.getCustom() == null ? null : String.valueOf(client.getCustom().get("k")))
        + ",\"env\":"
        + quoted(
            client.getEnvironment() == null
                ? null
                : String.valueOf(client.getEnvironment().get("platform")))
        + "}";
  }

  static String identity(Context context) {
    CognitoIdentity identity = context.getIdentity();
    return identity == null
        ? "null"
        : identity.getIdentityId() + " " + identity.getIdentityPoolId();
  }

  static String quoted(String text) {
    return text == null
        ? "null"
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
