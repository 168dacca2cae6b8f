package dev.snapstart.benchmarks.process;

import java.io.IOException;
import java.util.List;

/** The CPU time of all that this JVM has started, and of what that has started. Linux only. */
public final class StartedCpu {

  private StartedCpu() {}

  /** In ms; each process is counted in steps of 10. */
  public static long millis() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    long millis = ProcessStat.of(self.pid()).childrenCpuMillis();
    List<ProcessHandle> started = self.descendants().toList();
    for (ProcessHandle each : started) {
      try {
        ProcessStat stat = ProcessStat.of(each.pid());
        millis += stat.cpuMillis() + stat.childrenCpuMillis();
      } catch (IOException ignored) {
        // it has ended meanwhile, and is its parent's
      }
    }
    return millis;
  }
}
