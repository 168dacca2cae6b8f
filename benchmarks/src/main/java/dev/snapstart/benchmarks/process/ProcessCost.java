package dev.snapstart.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a process has cost so far, as the kernel counts it. Linux only.
 *
 * @param cpuMillis CPU time, user and system, in ms; the kernel counts in steps of 10
 * @param peakMib most memory that was ever resident, in MiB
 * @param minorFaults page faults that needed no disk
 * @param majorFaults page faults that did
 */
public record ProcessCost(long cpuMillis, double peakMib, long minorFaults, long majorFaults) {

  /**
   * Asks the kernel.
   *
   * @throws IOException if the process has ended
   */
  public static ProcessCost of(long pid) throws IOException {
    ProcessStat stat = ProcessStat.of(pid);
    double peakMib = 0;
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmHWM:")) {
        peakMib = Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return new ProcessCost(stat.cpuMillis(), peakMib, stat.minorFaults(), stat.majorFaults());
  }

  /** For samples. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cpuMs", cpuMillis);
    facts.put("peakMib", peakMib);
    facts.put("minorFaults", minorFaults);
    facts.put("majorFaults", majorFaults);
    return facts;
  }
}
