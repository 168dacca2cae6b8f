package dev.snapstart.emulator;

import dev.snapstart.emulator.SnapshotEngine.Image;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * A function after its init and its checkpoint, ready to be restored. Safe for use by many threads.
 */
public final class Snapshot implements AutoCloseable {

  private final Sandbox original;
  private final SnapshotEngine engine;
  private final Image image;
  private final @Nullable TimeTravel travel;
  private final Duration initDuration;
  private final Duration checkpointDuration;
  private volatile boolean closed;
  private final Set<Environment> environments = new CopyOnWriteArraySet<>();

  /** Takes it; the travel is to be over before the first restore. */
  Snapshot(Sandbox original, SnapshotEngine engine, @Nullable TimeTravel travel)
      throws EnvironmentFailure, InterruptedException {
    this.travel = travel;
    this.original = original;
    this.engine = engine;
    this.initDuration = original.initDuration();
    long begin = System.nanoTime();
    this.image = engine.checkpoint(original);
    this.checkpointDuration = Duration.ofNanos(System.nanoTime() - begin);
    original.process().forgetOutputFile();
  }

  /**
   * Restores the snapshot and waits until the process asks for an invocation, hooks after the
   * restore included.
   *
   * @return the restored environment
   * @throws EnvironmentFailure if a hook fails, the process ends, or it takes longer than the limit
   * @throws IllegalStateException if the engine has no more copies: {@link Engine#PAUSE} has one
   *     only; or if connections are to be broken ({@link Emulator.Builder#later}) and cannot be
   * @throws InterruptedException if the waiting thread is interrupted; the process ends then
   */
  public Environment restore() throws EnvironmentFailure, InterruptedException {
    if (travel != null) {
      travel.arrive();
    }
    long callNanos = System.nanoTime();
    Sandbox sandbox = image.restore();
    boolean restored = false;
    try {
      sandbox.arrive(travel == null ? Duration.ZERO : travel.later());
      if (travel != null) {
        OpenConnections.breakAll(sandbox.process().pid(), sandbox.server().port());
      }
      sandbox.platformLog().restoreStart();
      sandbox.restore(callNanos);
      restored = true;
    } finally {
      if (!restored) {
        sandbox.close();
      }
    }
    Environment environment = new Environment(sandbox);
    environments.removeIf(Environment::isClosed);
    environments.add(environment);
    return environment;
  }

  /**
   * How long init took, hooks before the checkpoint included.
   *
   * @return the time from the start of the process to its request for the restore
   */
  public Duration initDuration() {
    return initDuration;
  }

  /**
   * How long it took to take the snapshot.
   *
   * @return the time from the end of init to the image; next to nothing with {@link Engine#PAUSE}
   */
  public Duration checkpointDuration() {
    return checkpointDuration;
  }

  /**
   * How large the snapshot is.
   *
   * @return bytes on disk; 0 where the process itself is held
   */
  public long imageBytes() {
    return image.bytes();
  }

  /**
   * Where the files of the snapshot are, for who wants to know what is in them: those that CRIU
   * wrote, and a directory for each clone. They hold the memory of the function, secrets included,
   * must not be changed, and are gone when the snapshot is closed.
   *
   * @return a directory that only this user can read; empty where the process itself is held
   */
  public Optional<Path> imageDirectory() {
    return Optional.ofNullable(image.directory());
  }

  /**
   * The name of the engine that holds the snapshot.
   *
   * @return {@code criu} or {@code pause}
   */
  public String engine() {
    return engine.name();
  }

  /**
   * Why that engine is used.
   *
   * @return a part of a sentence for the user
   */
  public String engineReason() {
    return engine.reason();
  }

  /**
   * The id of the process that waits to be restored, where the process itself is held.
   *
   * @return empty where the snapshot is an image, or the process has ended
   */
  public OptionalLong heldPid() {
    boolean isHeld = engine.name().equals("pause") && original.process().isAlive();
    return isHeld ? OptionalLong.of(original.process().pid()) : OptionalLong.empty();
  }

  /**
   * What the process asked of the Runtime API up to now.
   *
   * @return the last 10 000 requests, oldest first
   */
  public List<RecordedRequest> requests() {
    return original.server().requests();
  }

  /**
   * What the process printed and the platform said up to now.
   *
   * @return the last 10 000 lines, oldest first
   */
  public List<String> logLines() {
    return original.logLines();
  }

  /**
   * What the hooks did before the checkpoint, as far as snapstart-hooks printed it.
   *
   * @return a report, which is empty without such lines
   */
  public HookReport hookReport() {
    return HookReport.of(original.printedLines()).of("beforeCheckpoint");
  }

  /**
   * Takes the connection from the process that waits in {@code restore/next} and refuses new ones,
   * as happens while a real snapshot is taken. The process has to try again until {@link
   * #reconnect()}.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for the connections'
   *     end
   */
  public void disconnect() throws InterruptedException {
    original.server().suspend();
  }

  /** Lets the process connect again, on the same port; {@link #restore()} does so by itself. */
  public void reconnect() {
    original.server().resume();
  }

  /** Whether no more than one environment can ever be restored from it. */
  boolean isSingle() {
    return image.copies() <= 1;
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends the environments restored from this snapshot and drops the snapshot. */
  @Override
  public void close() {
    closed = true;
    environments.forEach(Environment::close);
    image.close();
    if (travel != null) {
      travel.close();
    }
  }
}
