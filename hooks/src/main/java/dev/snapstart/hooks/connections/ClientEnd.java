package dev.snapstart.hooks.connections;

import dev.snapstart.hooks.Hook;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a client ends. */
final class ClientEnd {

  private static final String JDK_CLIENTS = "jdk.internal.net.http.";
  private static final Pattern NUMBER = Pattern.compile("\\((\\d+)\\)$");
  private static final long PAUSE_MILLIS = 20;

  private ClientEnd() {}

  /** What is to be done when nobody holds the client any more, the caller neither. */
  static Hook of(Object client) {
    if (client instanceof AutoCloseable closeable) {
      return closeable::close;
    }
    if (client.getClass().getName().startsWith(JDK_CLIENTS)) {
      // before JDK 21 it ends its thread, and with it its connections, when it is collected
      Matcher number = NUMBER.matcher(client.toString());
      if (number.find()) {
        String thread = "HttpClient-" + number.group(1) + "-SelectorManager";
        return () -> awaitEnd(thread);
      }
    }
    return () -> {};
  }

  private static void awaitEnd(String thread) throws InterruptedException {
    try {
      while (isAlive(thread)) {
        System.gc();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(
          "thread \"" + thread + "\" does not end: its client is in use [HOOKS_STILL_IN_USE]", e);
    }
  }

  private static boolean isAlive(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(name));
  }
}
