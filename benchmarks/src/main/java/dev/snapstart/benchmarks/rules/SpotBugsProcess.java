package dev.snapstart.benchmarks.rules;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs SpotBugs in processes of their own and sees what they cost.
 *
 * @param jars SpotBugs itself
 * @param classes jars and folders to be analysed
 * @param libraries jars that those refer to
 * @param work a folder for logs and reports
 */
record SpotBugsProcess(Path jars, List<Path> classes, List<Path> libraries, Path work) {

  /** The heap grows only as far as what is alive makes it: less chance in what is measured. */
  static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx3g");

  private static final int POLL_MILLIS = 20;
  private static final double MIB = 1024;
  private static final Pattern COLLECTION = Pattern.compile(" Pause .* (\\d+)M->(\\d+)M\\(");
  private static final Pattern LEFT = Pattern.compile(" total \\d+K, used (\\d+)K");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /**
   * What one process took.
   *
   * @param seconds from its start to its end
   * @param cpuSeconds of all cores
   * @param peakMib the most memory that it had, as the kernel counts it; 0 where none tells
   * @param heapMib the most that was on the heap after a collection
   * @param allocatedMib all that was allocated on the heap
   * @param findings how many it reported
   */
  record Cost(
      double seconds,
      double cpuSeconds,
      double peakMib,
      double heapMib,
      double allocatedMib,
      int findings) {

    /** For samples. */
    Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("seconds", seconds);
      facts.put("cpuSeconds", cpuSeconds);
      facts.put("peakMib", peakMib);
      facts.put("heapMib", heapMib);
      facts.put("allocatedMib", allocatedMib);
      facts.put("findings", findings);
      return facts;
    }
  }

  /**
   * Runs the detectors of one plugin and no others.
   *
   * @throws IOException if it fails, with its output
   */
  Cost run(Path plugin, String detectors) throws IOException, InterruptedException {
    Path output = work.resolve("output.txt");
    Path report = work.resolve("report.xml");
    Path collections = work.resolve("gc.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-Xlog:gc*:file=" + collections + "::filecount=0");
    command.addAll(List.of("-cp", jars + "/*", "edu.umd.cs.findbugs.FindBugs2", "-low"));
    command.addAll(List.of("-pluginList", plugin.toString(), "-visitors", detectors));
    command.addAll(List.of("-auxclasspath", join(libraries), "-xml=" + report));
    classes.forEach(path -> command.add(path.toString()));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long peak = 0;
    Duration cpu = Duration.ZERO;
    do {
      peak = Math.max(peak, peak(process.pid()));
      cpu = process.toHandle().info().totalCpuDuration().orElse(cpu);
    } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException("SpotBugs with " + plugin + " failed: " + Files.readString(output));
    }
    List<String> log = Files.readAllLines(collections);
    int findings = Files.readString(report).split("<BugInstance ", -1).length - 1;
    return new Cost(
        seconds, cpu.toNanos() / 1e9, peak / MIB, mostAlive(log), allocated(log), findings);
  }

  /** In KiB; what the kernel has noted up to now. */
  private static long peak(long pid) {
    try {
      Path status = Path.of("/proc", Long.toString(pid), "status");
      Matcher matcher = PEAK.matcher(Files.readString(status, StandardCharsets.ISO_8859_1));
      return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    } catch (IOException ignored) {
      // it has ended, or this is no Linux
      return 0;
    }
  }

  private static int mostAlive(List<String> log) {
    int most = 0;
    for (String line : log) {
      Matcher collection = COLLECTION.matcher(line);
      if (collection.find()) {
        most = Math.max(most, Integer.parseInt(collection.group(2)));
      }
    }
    return most;
  }

  /** What came between two collections, and after the last one. */
  private static double allocated(List<String> log) {
    double sum = 0;
    double after = 0;
    double left = 0;
    for (String line : log) {
      Matcher collection = COLLECTION.matcher(line);
      Matcher generation = LEFT.matcher(line);
      if (collection.find()) {
        sum += Integer.parseInt(collection.group(1)) - after;
        after = Integer.parseInt(collection.group(2));
        left = 0;
      } else if (generation.find()) {
        left += Double.parseDouble(generation.group(1)) / MIB;
      }
    }
    return sum + left - after;
  }

  private static String join(List<Path> paths) {
    return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
  }
}
