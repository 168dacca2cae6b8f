package dev.snapstart.benchmarks.warm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts the system calls of a process, with strace; the process is slow meanwhile. */
final class SystemCalls implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 60;

  private final Process strace;
  private final Path counts = Files.createTempFile("strace", ".txt");
  private final Path messages = Files.createTempFile("strace", ".log");

  /** Begins to count; all threads of the process are attached to when it returns. */
  SystemCalls(long pid) throws IOException, InterruptedException {
    strace =
        new ProcessBuilder("strace", "-c", "-f", "-o", counts.toString(), "-p", Long.toString(pid))
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!isAttached(pid)) {
      if (!strace.isAlive() || System.nanoTime() > deadline) {
        String said = Files.readString(messages);
        close();
        throw new IOException("strace cannot attach to process " + pid + ": " + said);
      }
      Thread.sleep(10);
    }
  }

  /** Why nothing can be counted on this machine; empty where it can. */
  static Optional<String> obstacle() throws InterruptedException {
    try {
      Process program = new ProcessBuilder("sleep", Long.toString(TIMEOUT_SECONDS)).start();
      try (SystemCalls calls = new SystemCalls(program.pid())) {
        calls.counted();
        return Optional.empty();
      } finally {
        program.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()).strip());
    }
  }

  /** Ends counting: how often each call was made. */
  Map<String, Integer> counted() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(strace.pid())).start().waitFor();
    if (!strace.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("strace did not end within " + TIMEOUT_SECONDS + " s");
    }
    Map<String, Integer> calls = new TreeMap<>();
    for (String line : Files.readAllLines(counts)) {
      // % time, seconds, usecs/call, calls, errors if any, syscall
      List<String> fields = List.of(line.trim().split("\\s+", -1));
      boolean counts = fields.size() >= 5 && fields.get(3).matches("\\d+");
      if (counts && !fields.get(fields.size() - 1).equals("total")) {
        calls.put(fields.get(fields.size() - 1), Integer.parseInt(fields.get(3)));
      }
    }
    return calls;
  }

  @Override
  public void close() throws IOException {
    strace.destroy();
    Files.deleteIfExists(counts);
    Files.deleteIfExists(messages);
  }

  /** The last thread is attached to after the first. */
  private static boolean isAttached(long pid) throws IOException {
    try (var threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads.toList()) {
        boolean traced =
            Files.readAllLines(thread.resolve("status")).stream()
                .anyMatch(line -> line.matches("TracerPid:\\s+[1-9]\\d*"));
        if (!traced) {
          return false;
        }
      }
    }
    return true;
  }
}
