package dev.snapstart.emulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a process that waits in {@code restore/next} becomes a snapshot, and a snapshot a process. An
 * engine that images the process takes its connection away first ({@link
 * LoopbackServer#suspend()}).
 */
interface SnapshotEngine {

  /** A snapshot in the hands of its engine. */
  interface Image extends AutoCloseable {

    /** How large it is on disk; 0 if it is not there. */
    long bytes();

    /** Where its files are; null if it has none. */
    @Nullable Path directory();

    /** How many processes it can still bring back. */
    int copies();

    /**
     * Brings back a process that waits in {@code restore/next}, or will ask for it again.
     *
     * @throws IllegalStateException if the engine has no more copies to give
     */
    Sandbox restore() throws InterruptedException;

    @Override
    void close();
  }

  /** The engine's name as users write it. */
  String name();

  /** Why this engine is used. */
  String reason();

  /** The function as the engine needs it to be started. */
  FunctionSpec prepare(FunctionSpec function);

  /** Takes the snapshot; from here on the sandbox belongs to the image. */
  Image checkpoint(Sandbox sandbox) throws EnvironmentFailure, InterruptedException;

  /**
   * The engine that a user asks for.
   *
   * @throws IllegalArgumentException if it is not there, with the reason and what to do
   */
  static SnapshotEngine of(Engine wanted) {
    if (wanted == Engine.PAUSE) {
      return new PauseEngine("as asked");
    }
    Criu criu = Criu.ofMachine();
    CriuCommands commands = criu.commands();
    if (commands != null) {
      return new CriuEngine(commands, criu.reason());
    }
    if (wanted == Engine.CRIU) {
      throw new IllegalArgumentException("cannot use the engine criu: " + criu.reason());
    }
    return new PauseEngine(criu.reason());
  }
}
