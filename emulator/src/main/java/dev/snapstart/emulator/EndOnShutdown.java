package dev.snapstart.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Programs that are asked to end, and then ended, when this JVM ends before they do. The JVM then
 * waits until the command has cleaned up: close this after all else. Thread-safe.
 */
final class EndOnShutdown implements AutoCloseable {

  private static final long CLEANING_SECONDS = 5;

  private final List<LaunchedProgram> programs = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::endAll, "end-programs");

  private EndOnShutdown() {}

  static EndOnShutdown begin() {
    EndOnShutdown begun = new EndOnShutdown();
    Runtime.getRuntime().addShutdownHook(begun.hook);
    return begun;
  }

  /** Gives back the program. */
  LaunchedProgram add(LaunchedProgram program) {
    programs.add(program);
    return program;
  }

  private void endAll() {
    List<Thread> ending = new ArrayList<>();
    for (LaunchedProgram program : programs) {
      // all at once, so that none waits for another
      Thread each = new Thread(() -> end(program));
      each.start();
      ending.add(each);
    }
    try {
      for (Thread each : ending) {
        each.join();
      }
      closed.await(CLEANING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(LaunchedProgram program) {
    try {
      program.terminate();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // the JVM is ending, and the hook at work
    }
  }
}
