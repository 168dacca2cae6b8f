package dev.snapstart.emulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The engine that needs nothing: the process is held where it is and let go at the restore. So
 * there is one copy, with one process id, one heap and one set of open files.
 */
final class PauseEngine implements SnapshotEngine {

  private final String reason;

  PauseEngine(String reason) {
    this.reason = reason;
  }

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public String reason() {
    return "one copy, the process is held in restore/next; " + reason;
  }

  @Override
  public FunctionSpec prepare(FunctionSpec function) {
    return function;
  }

  @Override
  public Image checkpoint(Sandbox sandbox) {
    return new HeldProcess(sandbox);
  }

  private static final class HeldProcess implements Image {

    private final Sandbox sandbox;
    private boolean restored;

    HeldProcess(Sandbox sandbox) {
      this.sandbox = sandbox;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public @Nullable Path directory() {
      return null;
    }

    @Override
    public synchronized int copies() {
      return restored ? 0 : 1;
    }

    @Override
    public synchronized Sandbox restore() {
      if (restored) {
        throw new IllegalStateException(
            "cannot restore the snapshot of \""
                + sandbox.spec().name()
                + "\" a second time: the pause engine holds one process, so it has one copy only;"
                + " publish again for another environment [EMULATOR_ONE_COPY]");
      }
      restored = true;
      sandbox.server().resume();
      return sandbox;
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
