package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.EnvironmentFailure;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where one behaviour is looked at: an emulator of its own and the functions of the suite. Whatever
 * is started on it ends with it. For one thread; {@link #close()} may come from any.
 */
final class Bench implements AutoCloseable {

  private final RuntimeCommand command;
  private final TaskRoots taskRoots;
  private final String streamingHandler;
  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();

  Bench(RuntimeCommand command, TaskRoots taskRoots, String streamingHandler) {
    this.command = command;
    this.taskRoots = taskRoots;
    this.streamingHandler = streamingHandler;
  }

  /** A function of the suite, by its handler within the package of the functions. */
  Trial function(String handler) throws IOException {
    return new Trial(this, "dev.snapstart.emulator.handlers." + handler);
  }

  /** A function with any handler at all. */
  Trial anyFunction(String handler) throws IOException {
    return new Trial(this, handler);
  }

  /** The function that streams its answers. */
  Trial streamingFunction() throws IOException {
    return new Trial(this, streamingHandler);
  }

  /** The function that does what its events say, started. */
  Running actions() throws IOException, EnvironmentFailure, InterruptedException {
    return function("Actions").start();
  }

  TaskRoots taskRoots() {
    return taskRoots;
  }

  Path classes() throws IOException {
    return taskRoots.withClasses();
  }

  RuntimeCommand command() {
    return command;
  }

  Emulator emulator() {
    return emulator;
  }

  @Override
  public void close() {
    emulator.close();
  }
}
