package dev.snapstart.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine that a benchmark runs on, as far as it has to do with the numbers. */
final class Machine {

  private Machine() {}

  /** What a reader of the numbers asks for; unknown is left out. */
  static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cpu", valueOf("/proc/cpuinfo", "model name"));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("memory", valueOf("/proc/meminfo", "MemTotal"));
    facts.put("kernel", System.getProperty("os.version"));
    facts.put("transparentHugePages", text("/sys/kernel/mm/transparent_hugepage/enabled"));
    facts.put("load", text("/proc/loadavg").split(" ", 2)[0]);
    facts.values().removeIf(value -> value.toString().isEmpty());
    return facts;
  }

  private static String valueOf(String file, String key) {
    return text(file)
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("");
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).trim();
    } catch (IOException ignored) {
      // not Linux
      return "";
    }
  }
}
