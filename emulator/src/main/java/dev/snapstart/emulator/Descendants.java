package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that a process has started, as Linux lists them for each of its threads. Where it
 * does not, the JDK finds them by looking at all processes of the machine, which costs much more
 * than all else that is to be known of a clone.
 */
final class Descendants {

  private Descendants() {}

  /** Those that it has started itself. */
  static List<ProcessHandle> children(ProcessHandle process) {
    List<ProcessHandle> children = new ArrayList<>();
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        for (String pid : Files.readString(thread.resolve("children")).split(" ", -1)) {
          if (!pid.isBlank()) {
            ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(children::add);
          }
        }
      }
      return children;
    } catch (IOException ignored) {
      // another system, or a thread or all of the process has ended meanwhile
      return process.children().toList();
    }
  }

  /** The process itself, and all that it and its children have started. */
  static List<ProcessHandle> andSelf(ProcessHandle process) {
    List<ProcessHandle> all = new ArrayList<>(List.of(process));
    for (int i = 0; i < all.size(); i++) {
      all.addAll(children(all.get(i)));
    }
    return all;
  }
}
