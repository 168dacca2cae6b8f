package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a process and its children had at their peak: VmHWM of the kernel on Linux;
 * elsewhere what they have now, by {@code ps}.
 */
final class PeakMemory {

  private PeakMemory() {}

  /** In MB, rounded up; null if it cannot be known. */
  static @Nullable Integer megabytes(ProcessHandle process) {
    long kilobytes = 0;
    for (ProcessHandle each : Descendants.andSelf(process)) {
      kilobytes += kilobytes(each.pid());
    }
    return kilobytes == 0 ? null : (int) ((kilobytes + 1023) / 1024);
  }

  private static long kilobytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      if (Files.exists(Path.of("/proc/self/status"))) {
        return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> number(line.substring("VmHWM:".length()).replace("kB", "")))
            .findFirst()
            .orElse(0);
      }
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      try (var output = ps.inputReader()) {
        String line = output.readLine();
        return line == null ? 0 : number(line);
      }
    } catch (IOException ignored) {
      // the process ended meanwhile, or there is no ps: nothing is known
      return 0;
    }
  }

  private static long number(String text) {
    return Long.parseLong(text.strip());
  }
}
