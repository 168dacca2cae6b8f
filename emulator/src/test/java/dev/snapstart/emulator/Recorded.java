package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What tests ask of recorded requests, of time and of processes. */
final class Recorded {

  /** The id of a process that is not there: more than the kernel gives to any. */
  static final long NO_PROCESS = 4_194_305;

  private Recorded() {}

  /** Requests as "GET invocation/next 200", request ids as ID. */
  static List<String> summaries(List<RecordedRequest> requests) {
    return requests.stream()
        .map(RecordedRequest::summary)
        .map(line -> line.replace("/2018-06-01/runtime/", ""))
        .map(line -> line.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID"))
        .toList();
  }

  /** Waits until something is so; fails if it is not within 20 s. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 20 s in vain until " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A process that ended may stay a zombie until the init process of this machine looks at it. */
  static boolean isRunning(long pid) {
    boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      return alive && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
    } catch (IOException ignored) {
      // it ended between the two looks
      return false;
    }
  }
}
