package dev.snapstart.runtime;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How much memory a process has, in bytes.
 *
 * @param heapUsed by objects, dead ones too
 * @param heapCommitted what the heap has of the system
 * @param anonymous what would be in a snapshot: all pages that are in no file; -1 where the system
 *     does not tell
 */
record MemoryUse(long heapUsed, long heapCommitted, long anonymous) {

  private static final String ROLLUP = "/proc/self/smaps_rollup";
  private static final String ANONYMOUS = "\nAnonymous:";

  /** This process's. */
  static MemoryUse now() {
    Runtime runtime = Runtime.getRuntime();
    long committed = runtime.totalMemory();
    return new MemoryUse(committed - runtime.freeMemory(), committed, anonymousBytes());
  }

  /** Adds what has changed, each value with the one of before. */
  StringBuilder appendChange(StringBuilder line, MemoryUse after) {
    append(line, "heap used", heapUsed, after.heapUsed);
    append(line, "heap committed", heapCommitted, after.heapCommitted);
    return anonymous < 0 ? line : append(line, "anonymous", anonymous, after.anonymous);
  }

  private static StringBuilder append(StringBuilder line, String what, long before, long after) {
    appendMegabytes(line.append('\t').append(what).append(": "), before);
    return appendMegabytes(line.append(" to "), after).append(" MB");
  }

  private static StringBuilder appendMegabytes(StringBuilder line, long bytes) {
    long tenths = (bytes + 50_000) / 100_000;
    return line.append(tenths / 10).append('.').append(tenths % 10);
  }

  private static long anonymousBytes() {
    try (FileInputStream file = new FileInputStream(ROLLUP)) {
      String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
      int start = text.indexOf(ANONYMOUS) + ANONYMOUS.length();
      return Long.parseLong(text.substring(start, text.indexOf(" kB", start)).strip()) * 1024;
    } catch (IOException | RuntimeException ignored) {
      // another system, or an older one
      return -1;
    }
  }
}
