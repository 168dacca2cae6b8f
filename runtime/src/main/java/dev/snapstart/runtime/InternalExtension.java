package dev.snapstart.runtime;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The runtime as an extension of itself: the platform then announces the end of the environment
 * with SIGTERM and, if asked for, lets work go on after a response until this extension has asked
 * for its next event. Facts: the documentation of the Extensions API, and RIE's {@code
 * rapi/handler/agent*.go}. Used only by functions that ask for it with {@link Lifecycle}.
 */
final class InternalExtension {

  private static final String BASE = "/2020-01-01/extension";
  private static final String NAME = "snapstart-runtime";
  private static final String IDENTIFIER = "lambda-extension-identifier";

  private final RetryingConnection connection;
  private final LogLines log;
  private final String identifier;
  private @Nullable String repliedId;

  private InternalExtension(RetryingConnection connection, LogLines log, String identifier) {
    this.connection = connection;
    this.log = log;
    this.identifier = identifier;
  }

  /**
   * Registers, and waits for events on a thread of its own.
   *
   * @return null when the platform does not take the extension; invocations work all the same
   */
  static @Nullable InternalExtension start(Endpoint endpoint, LogLines log) {
    String events =
        Lifecycle.wantsAfterResponse() ? "{\"events\":[\"INVOKE\"]}" : "{\"events\":[]}";
    byte[] body = events.getBytes(StandardCharsets.US_ASCII);
    String headers = "Content-Type: application/json\r\nLambda-Extension-Name: " + NAME + "\r\n";
    RetryingConnection connection = new RetryingConnection(endpoint);
    try {
      String identifier =
          connection.post(BASE + "/register", headers, body, body.length).header(IDENTIFIER);
      if (identifier == null) {
        throw new IOException("the answer has no header Lambda-Extension-Identifier");
      }
      InternalExtension extension = new InternalExtension(connection, log, identifier);
      Thread thread = new Thread(extension::run, "internal-extension");
      thread.setDaemon(true);
      thread.start();
      return extension;
    } catch (IOException e) {
      log.warn(
          "cannot register an extension: "
              + e.getMessage()
              + "; the end of the environment will not be announced [RUNTIME_EXTENSION_FAILED]");
      return null;
    }
  }

  /** The reply of an invocation is on its way: what was to come after it may begin. */
  synchronized void replied(String requestId) {
    repliedId = requestId;
    notifyAll();
  }

  private void run() {
    String headers = "Lambda-Extension-Identifier: " + identifier + "\r\n";
    try {
      while (true) {
        HttpConnection.Response event =
            connection.get(BASE + "/event/next", headers, RetryingConnection.RESTORE_ATTEMPTS);
        awaitReply(String.valueOf(JSON.std.mapFrom(event.body()).get("requestId")));
        Lifecycle.runAfterResponse(log);
      }
    } catch (IOException | InterruptedException e) {
      log.print(
          "the internal extension ended, and work outside of invocations with it"
              + " [RUNTIME_EXTENSION_FAILED]",
          e);
    }
  }

  private synchronized void awaitReply(String requestId) throws InterruptedException {
    while (!requestId.equals(repliedId)) {
      wait();
    }
  }
}
