package dev.snapstart.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  private static final int TICKS_PER_SECOND = 100;

  /**
   * Asks the kernel.
   *
   * @throws IOException if the process has ended
   */
  public static ProcessCost of(long pid) throws IOException {
    Path directory = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(directory.resolve("stat"));
    // the name of the program may have blanks in it
    List<String> fields = new ArrayList<>(List.of("pid", "name"));
    fields.addAll(List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)));
    double peakMib = 0;
    for (String line : Files.readAllLines(directory.resolve("status"))) {
      if (line.startsWith("VmHWM:")) {
        peakMib = Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    long ticks = Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14));
    return new ProcessCost(
        ticks * 1000 / TICKS_PER_SECOND,
        peakMib,
        Long.parseLong(fields.get(9)),
        Long.parseLong(fields.get(11)));
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
