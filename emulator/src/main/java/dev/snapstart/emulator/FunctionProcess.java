package dev.snapstart.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A running function process: its output goes to the log, its exit is reported. Thread-safe. */
final class FunctionProcess {

  private final Process process;
  private final long startNanos;
  private final int wrappers;
  private final FunctionOutput output;
  private final Thread exit;

  /**
   * The process of the function is within so many others, each the only child of the one before.
   */
  FunctionProcess(
      ProcessStarter.Started started, int wrappers, FunctionOutput output, RuntimeEnd end) {
    this.process = started.process();
    this.wrappers = wrappers;
    this.startNanos = started.nanos();
    this.output = output;
    daemon("output", output::follow);
    this.exit = daemon("exit", () -> reportExit(end));
  }

  /** When the process was started, by {@link System#nanoTime()}. */
  long startNanos() {
    return startNanos;
  }

  /** As this machine sees it; a clone itself sees the id that the original had. */
  long pid() {
    return handle().pid();
  }

  /** Whether the process or one that it started has a socket open. */
  boolean hasSocket(String inode) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .anyMatch(each -> OpenConnections.holds(each.pid(), inode));
  }

  /** The file that the process prints into. */
  Path outputFile() {
    return output.file();
  }

  /** Nobody will open that file any more. */
  void forgetOutputFile() {
    output.forgetName();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    ProcessHandle handle = process.toHandle();
    for (int i = 0; i < wrappers; i++) {
      handle = handle.children().findFirst().orElse(handle);
    }
    return handle;
  }

  /** Logs what the process has printed by now. */
  void drainOutput() {
    output.drain();
  }

  /** Kills the process and all it started; returns when its exit was reported. */
  void kill() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    exit.join();
  }

  /** Asks the process to end (SIGTERM) and waits until its exit was reported, but not longer. */
  void terminate(Duration grace) throws InterruptedException {
    handle().destroy();
    exit.join(grace.toMillis());
  }

  private void reportExit(RuntimeEnd end) {
    int status = waitForExit();
    try {
      // its last lines belong before what the platform says about its end
      output.end();
    } finally {
      end.exited(status);
    }
  }

  private int waitForExit() {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException ignored) {
        // nobody interrupts this thread on purpose; the exit is still to come
      }
    }
  }

  private Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, "function-" + process.pid() + "-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
