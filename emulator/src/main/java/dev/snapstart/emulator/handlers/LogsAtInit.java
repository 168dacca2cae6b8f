package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Logs before there is an invocation; serves its events as {@link Actions} does. */
public final class LogsAtInit implements RequestStreamHandler {

  static {
    LambdaRuntime.getLogger().log("from the static initializer\n");
  }

  private final Actions actions = new Actions();

  public LogsAtInit() {
    LambdaRuntime.getLogger().log("from the constructor\n");
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    actions.handleRequest(in, out, context);
  }
}
