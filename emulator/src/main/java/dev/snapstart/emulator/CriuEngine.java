package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import dev.snapstart.emulator.EnvironmentFailure.Remains;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Real snapshots: CRIU writes the process into files, and starts a clone of it from them as often
 * as asked, each in a process namespace of its own, where it has the id that it had.
 */
final class CriuEngine implements SnapshotEngine {

  private static final Duration EXITING = Duration.ofMillis(100);

  private final CriuCommands criu;
  private final String reason;

  /** With what CRIU is told, and why it is taken. */
  CriuEngine(CriuCommands criu, String reason) {
    this.criu = criu;
    this.reason = reason;
  }

  @Override
  public String name() {
    return "criu";
  }

  @Override
  public String reason() {
    return reason + ", any number of clones from one image";
  }

  /** HotSpot's file of performance data is shared memory, which must be there at the restore. */
  @Override
  public FunctionSpec prepare(FunctionSpec function) {
    return function.withJvmOption("-XX:-UsePerfData");
  }

  @Override
  public Image checkpoint(Sandbox sandbox) throws EnvironmentFailure, InterruptedException {
    OwnDirectory directory = OwnDirectory.create("image-");
    Image image = null;
    String problem;
    try {
      sandbox.server().suspend();
      problem = problem(sandbox, directory.path());
      if (problem == null) {
        sandbox.process().drainOutput();
        image = new CriuImage(criu, sandbox, directory);
        return image;
      }
    } catch (IOException e) {
      problem = String.valueOf(e.getMessage());
    } finally {
      if (image == null) {
        // also when the thread was interrupted
        sandbox.close();
        directory.close();
      }
    }
    PlatformError error = new PlatformError("Runtime.CheckpointFailed", problem);
    throw new EnvironmentFailure(
        Phase.INIT,
        "cannot take the snapshot of function \"" + sandbox.spec().name() + "\": " + problem,
        error,
        new Remains(
            null,
            sandbox.end().exitStatus(),
            sandbox.log().lastOutput(),
            sandbox.server().requests()));
  }

  /** Why there is no snapshot; null if there is one, and the process is no more. */
  private @Nullable String problem(Sandbox sandbox, Path directory) throws InterruptedException {
    long pid = sandbox.process().pid();
    List<String> connections = OpenConnections.lasting(pid, sandbox.printedLines());
    if (!connections.isEmpty()) {
      // CRIU would refuse them, and not say what they are
      return "it has open connections: "
          + String.join(", ", connections)
          + "; close them before the checkpoint, in a hook (HikariPools, RebuiltClient or your own),"
          + " for in every clone they would be dead; who opened them is printed by"
          + " OpenResources.reportOwnersBeforeCheckpoint() of snapstart-hooks"
          + " [EMULATOR_OPEN_CONNECTIONS]";
    }
    String problem = criu.dump(pid, directory);
    boolean ended =
        problem != null && sandbox.changes().await(sandbox.end()::hasExited, Deadline.in(EXITING));
    return ended
        ? "the process ended when its connection to the Runtime API was taken from it for the"
            + " snapshot; a runtime that does not ask for the restore again needs the engine pause"
            + " (--engine pause) [EMULATOR_ENDED_AT_CHECKPOINT]"
        : problem;
  }

  /** The files of a snapshot. */
  private static final class CriuImage implements Image {

    private final CriuCommands criu;
    private final Sandbox original;
    private final OwnDirectory directory;
    private final long pid;
    private final Path outputFile;
    private final ClonePort port;
    private final long bytes;
    private final AtomicInteger clones = new AtomicInteger();

    CriuImage(CriuCommands criu, Sandbox original, OwnDirectory directory) throws IOException {
      this.criu = criu;
      this.original = original;
      this.directory = directory;
      this.pid = original.process().pid();
      this.outputFile = original.process().outputFile();
      this.bytes = directory.bytes();
      // at once, so that nobody else takes it
      this.port = ClonePort.open(original.server().port());
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public Path directory() {
      return directory.path();
    }

    @Override
    public int copies() {
      return Integer.MAX_VALUE;
    }

    @Override
    public Sandbox restore() throws InterruptedException {
      try {
        Path work =
            Files.createDirectory(directory.path().resolve("clone-" + clones.incrementAndGet()));
        Sandbox clone = original.cloned();
        port.add(clone);
        Path log = work.resolve("restore.log");
        clone.startClone(command(work), CriuCommands.WRAPPERS, () -> CriuCommands.errors(log));
        if (port.isClosed()) {
          // the snapshot was closed meanwhile, and did not know of this one
          clone.close();
        }
        return clone;
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot restore the snapshot of \""
                + original.spec().name()
                + "\": its directory "
                + directory.path()
                + " cannot be written ("
                + e
                + "); it was closed, or the disk is full: make room and publish again"
                + " [EMULATOR_IMAGE_GONE]",
            e);
      }
    }

    private List<String> command(Path work) {
      // what the clone prints goes where CRIU's own output goes, not to the original's file
      return criu.restore(
          new CriuCommands.Restore(pid, directory.path(), work, Map.of(1, outputFile), List.of()));
    }

    @Override
    public void close() {
      port.close();
      // those, too, that nobody has got because their restore was interrupted
      port.clones().forEach(Sandbox::close);
      original.close();
      directory.close();
    }
  }
}
