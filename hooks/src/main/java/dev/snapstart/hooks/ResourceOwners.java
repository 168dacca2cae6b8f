package dev.snapstart.hooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Who used which socket or file first, as the JVM's flight recorder saw it: the one thing on a
 * stock JDK that knows a stack for a descriptor. For one thread at a time.
 */
final class ResourceOwners {

  private static final List<String> SOCKETS = List.of("jdk.SocketRead", "jdk.SocketWrite");
  private static final List<String> FILES = List.of("jdk.FileRead", "jdk.FileWrite");
  private static final int SHOWN_FRAMES = 4;

  private final Recording recording = new Recording();

  ResourceOwners() {
    for (List<String> events : List.of(SOCKETS, FILES)) {
      for (String event : events) {
        recording.enable(event).withoutThreshold().withStackTrace();
      }
    }
    recording.start();
  }

  /**
   * Ends the recording; owners by the address of the peer, such as 127.0.0.1:80, or by the path.
   */
  Map<String, String> end() throws IOException {
    Path file = Files.createTempFile("owners-", ".jfr");
    try (recording) {
      recording.stop();
      recording.dump(file);
      Map<String, String> owners = new HashMap<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        String resource = resource(event);
        if (resource != null) {
          owners.putIfAbsent(resource, frames(event));
        }
      }
      return owners;
    } finally {
      Files.delete(file);
    }
  }

  private static @Nullable String resource(RecordedEvent event) {
    String type = event.getEventType().getName();
    if (SOCKETS.contains(type)) {
      String address = event.getString("address");
      String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
      return host + ":" + event.getInt("port");
    }
    return FILES.contains(type) ? event.getString("path") : null;
  }

  /** From the inside out, the JDK's own left out, and of each library only what did it. */
  private static String frames(RecordedEvent event) {
    StringBuilder text = new StringBuilder();
    String library = "";
    int shown = 0;
    List<RecordedFrame> frames =
        event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      if (shown < SHOWN_FRAMES && !isOfTheJdk(type) && !library.equals(library(type))) {
        library = library(type);
        text.append(shown == 0 ? "" : " < ").append(type).append('.');
        text.append(frame.getMethod().getName()).append(':').append(frame.getLineNumber());
        shown++;
      }
    }
    return text.toString();
  }

  /** {@code com.acme} of {@code com.acme.orders.Orders}. */
  private static String library(String type) {
    int second = type.indexOf('.', type.indexOf('.') + 1);
    return second < 0 ? type : type.substring(0, second);
  }

  private static boolean isOfTheJdk(String type) {
    return type.startsWith("java.")
        || type.startsWith("javax.")
        || type.startsWith("jdk.")
        || type.startsWith("sun.");
  }
}
