package dev.snapstart.emulator;

/**
 * How a process that waits in {@code restore/next} becomes a snapshot, and a snapshot a process. An
 * engine that images the process takes its connection away first ({@link Sandbox#disconnect()}).
 */
interface SnapshotEngine {

  /** A snapshot in the hands of its engine. */
  interface Image extends AutoCloseable {

    /**
     * Brings back a process that waits in {@code restore/next}, connected to its Runtime API.
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

  /** Takes the snapshot; from here on the sandbox belongs to the image. */
  Image checkpoint(Sandbox sandbox) throws InterruptedException;
}
