package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One copy of a program, from its restore to its end. For one thread. */
final class RestoredClone {

  private final int number;
  private final Path directory;
  private final LaunchedProgram program;
  private final LauncherChannel channel;
  private final long startNanos = System.nanoTime();
  private @Nullable Duration took;

  /** With the directory that CRIU logs into. */
  RestoredClone(int number, LaunchedProgram program, LauncherChannel channel) {
    this.number = number;
    this.directory = channel.directory();
    this.program = program;
    this.channel = channel;
  }

  int number() {
    return number;
  }

  LaunchedProgram program() {
    return program;
  }

  LauncherChannel channel() {
    return channel;
  }

  /** True once: when the program has told that it runs again. */
  boolean hasJustArrived() throws IOException {
    if (took != null || !channel.takeArrival()) {
      return false;
    }
    took = Duration.ofNanos(System.nanoTime() - startNanos);
    return true;
  }

  /** From the start of CRIU until the program's first own step, in ms; 0 if it never ran. */
  double restoreMillis() {
    return took == null ? 0 : took.toNanos() / 1e6;
  }

  /** Why it never ran; null if it did, or still may. */
  @Nullable String problem() {
    return took != null || program.exitStatus() == null
        ? null
        : CriuProblem.explain(CriuCommands.errors(directory.resolve("restore.log")));
  }

  /** What a shell would say of its end; 1 if it never ran. */
  int status() {
    Integer status = program.exitStatus();
    return problem() != null ? 1 : status == null ? 0 : status;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("clone", number);
    map.put("restoreMs", restoreMillis());
    map.put("exitStatus", status());
    String problem = problem();
    if (problem != null) {
      map.put("error", problem);
    }
    return map;
  }
}
