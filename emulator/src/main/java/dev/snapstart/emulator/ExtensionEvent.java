package dev.snapstart.emulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What an extension is told about an invocation. */
record ExtensionEvent(String id, byte[] json) {

  static ExtensionEvent invoke(Invocation invocation) {
    String json =
        "{\"eventType\":\"INVOKE\",\"deadlineMs\":"
            + invocation.headers().get("Lambda-Runtime-Deadline-Ms")
            + ",\"requestId\":"
            + PlatformError.quoted(invocation.requestId())
            + ",\"invokedFunctionArn\":"
            + header(invocation, "Lambda-Runtime-Invoked-Function-Arn")
            + ",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":"
            + header(invocation, "Lambda-Runtime-Trace-Id")
            + "}}";
    return new ExtensionEvent(UUID.randomUUID().toString(), json.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(Invocation invocation, String name) {
    return PlatformError.quoted(invocation.headers().getOrDefault(name, ""));
  }
}
