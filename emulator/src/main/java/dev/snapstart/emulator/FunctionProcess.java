package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running function process: its output goes to the log, its exit is reported. Thread-safe. */
final class FunctionProcess {

  private static final Duration SIGNAL_PATIENCE = Duration.ofSeconds(10);

  /** Stopped by a signal or a debugger, a zombie, dead: the letters of the kernel. */
  private static final String STOPPED = "TtZX";

  private final Process process;
  private final long startNanos;
  private final int wrappers;
  private final FunctionOutput output;
  private final @Nullable ControlGroup group;
  private final Thread exit;

  /**
   * The process of the function is within so many others, each the only child of the one before.
   * All of them are in the group, if there is one, which ends with them.
   */
  FunctionProcess(
      ProcessStarter.Started started,
      int wrappers,
      FunctionOutput output,
      @Nullable ControlGroup group,
      RuntimeEnd end) {
    this.process = started.process();
    this.wrappers = wrappers;
    this.startNanos = started.nanos();
    this.output = output;
    this.group = group;
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
    return Descendants.andSelf(process.toHandle()).stream()
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
      List<ProcessHandle> children = Descendants.children(handle);
      handle = children.isEmpty() ? handle : children.get(0);
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
    try {
      exit.join();
    } finally {
      if (group != null) {
        group.close();
      }
    }
  }

  /** Holds all threads of the process and of those that it started, or lets them go on. */
  void hold(boolean held) throws IOException, InterruptedException {
    String signal = held ? "STOP" : "CONT";
    long pid = pid();
    // a process that leads its session leads a group, too; else the signal is for it alone
    String script = "kill -s " + signal + " -- -" + pid + " || kill -s " + signal + " " + pid;
    ShortProgram.run(List.of("/bin/sh", "-c", script), SIGNAL_PATIENCE);
    // the signal is sent; the process stops when a thread of it has come to take it
    Deadline deadline = Deadline.in(SIGNAL_PATIENCE);
    while (held && isRunning(pid) && !deadline.left().isZero()) {
      Thread.sleep(1);
    }
  }

  /** Whether Linux says that a process is there and not stopped. */
  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // behind the name, which may hold anything
      return STOPPED.indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
    } catch (IOException e) {
      return false;
    }
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
      end.exited(status, group != null && group.hadTooLittle());
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
