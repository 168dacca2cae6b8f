package dev.snapstart.emulator;

import java.util.List;

/** A running function process: its output goes to the log, its end to the session. Thread-safe. */
final class FunctionProcess {

  private final Process process;
  private final long startNanos;
  private final FunctionOutput output;
  private final Thread exit;

  FunctionProcess(ProcessStarter.Started started, FunctionOutput output, RuntimeSession session) {
    this.process = started.process();
    this.startNanos = started.nanos();
    this.output = output;
    daemon("output", output::follow);
    this.exit = daemon("exit", () -> reportExit(session));
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

  /** Kills the process and all it started; returns when its end is known to the session. */
  void kill() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    exit.join();
  }

  private void reportExit(RuntimeSession session) {
    int status = waitForExit();
    try {
      // its last lines belong before what the platform says about its end
      output.end();
    } finally {
      session.ended(status);
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
