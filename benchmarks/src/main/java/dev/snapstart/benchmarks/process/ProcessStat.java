package dev.snapstart.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel has in {@code /proc/PID/stat}. */
final class ProcessStat {

  /** The kernel tells times in these. */
  private static final int TICKS_PER_SECOND = 100;

  private final List<String> fields;

  private ProcessStat(List<String> fields) {
    this.fields = fields;
  }

  static ProcessStat of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // the name of the program, which is the second field, may have blanks in it
    return new ProcessStat(
        List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1)));
  }

  long minorFaults() {
    return field(10);
  }

  long majorFaults() {
    return field(12);
  }

  /** User and system, in ms. */
  long cpuMillis() {
    return (field(14) + field(15)) * 1000 / TICKS_PER_SECOND;
  }

  /** That of children that have ended and were waited for, and of theirs, in ms. */
  long childrenCpuMillis() {
    return (field(16) + field(17)) * 1000 / TICKS_PER_SECOND;
  }

  /** By its number in proc(5). */
  private long field(int number) {
    return Long.parseLong(fields.get(number - 3));
  }
}
