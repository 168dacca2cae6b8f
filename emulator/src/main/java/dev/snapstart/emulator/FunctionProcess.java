package dev.snapstart.emulator;

import java.time.Duration;
import java.util.List;

/** A running function process: its output goes to the log, its exit is reported. Thread-safe. */
final class FunctionProcess {

  private final Process process;
  private final long startNanos;
  private final FunctionOutput output;
  private final Thread exit;

  FunctionProcess(ProcessStarter.Started started, FunctionOutput output, RuntimeEnd end) {
    this.process = started.process();
    this.startNanos = started.nanos();
    this.output = output;
    daemon("output", output::follow);
    this.exit = daemon("exit", () -> reportExit(end));
  }

  /** When the process was started, by {@link System#nanoTime()}. */
  long startNanos() {
    return startNanos;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
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
    process.destroy();
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
