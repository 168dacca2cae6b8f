package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says what to invoke a function with. */
final class EventOptions {

  @Option(
      names = "--event",
      paramLabel = "FILE",
      required = true,
      description = "A file with an event; may be repeated, the order is that of the invocations.")
  private List<Path> files = new ArrayList<>();

  List<Path> files() {
    return files;
  }

  /**
   * The events, in the order of the files.
   *
   * @throws IllegalArgumentException with a message for the user if one cannot be read
   */
  List<byte[]> read() {
    List<byte[]> events = new ArrayList<>();
    for (Path file : files) {
      try {
        events.add(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "cannot read event \""
                + file
                + "\" ("
                + e
                + "); expected a file that can be read [EMULATOR_CANNOT_READ_EVENT]");
      }
    }
    return events;
  }
}
