package dev.snapstart.benchmarks.warm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A core for the function and one for the Runtime API, so that neither takes the other's time. */
final class Cores {

  private final List<Integer> allowed;

  private Cores(List<Integer> allowed) {
    this.allowed = allowed;
  }

  /** Those that this process may use; none where they cannot be chosen. */
  static Cores ofMachine() throws IOException {
    boolean taskset =
        Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "taskset")));
    Path status = Path.of("/proc/self/status");
    List<Integer> allowed = new ArrayList<>();
    if (taskset && Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("Cpus_allowed_list:")) {
          allowed.addAll(numbers(line.substring(line.indexOf(':') + 1).trim()));
        }
      }
    }
    return new Cores(allowed.size() < 2 ? List.of() : allowed);
  }

  /** Whether a function has a core of its own. */
  boolean arePinned() {
    return !allowed.isEmpty();
  }

  List<String> forServer(List<String> command) {
    return arePinned() ? pinned(allowed.get(0), command) : command;
  }

  /** The last one, as neighbours may share what makes them fast. */
  List<String> forFunction(List<String> command) {
    return arePinned() ? pinned(allowed.get(allowed.size() - 1), command) : command;
  }

  private static List<String> pinned(int core, List<String> command) {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
    pinned.addAll(command);
    return pinned;
  }

  /** Of a list such as {@code 0-2,5}. */
  private static List<Integer> numbers(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }
}
