package dev.snapstart.emulator;

import java.util.List;

/** Programs that are asked to end, and then ended, when this JVM ends before they do. */
final class EndOnShutdown implements AutoCloseable {

  private final Thread hook;

  private EndOnShutdown(Thread hook) {
    this.hook = hook;
  }

  /** All at once, so that none waits for another. */
  static EndOnShutdown of(List<LaunchedProgram> programs) {
    Thread hook = new Thread(() -> endAll(programs), "end-programs");
    Runtime.getRuntime().addShutdownHook(hook);
    return new EndOnShutdown(hook);
  }

  private static void endAll(List<LaunchedProgram> programs) {
    List<Thread> ending = programs.stream().map(EndOnShutdown::ending).toList();
    ending.forEach(Thread::start);
    try {
      for (Thread each : ending) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread ending(LaunchedProgram program) {
    return new Thread(() -> {
      try {
        program.terminate();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // the JVM is ending, and the hook at work
    }
  }
}
