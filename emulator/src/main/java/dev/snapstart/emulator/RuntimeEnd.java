package dev.snapstart.emulator;

import org.jspecify.annotations.Nullable;

/** How a runtime came to its end: by an error that it posted, by its exit, or not yet. */
final class RuntimeEnd {

  private final Changes changes;
  private volatile @Nullable PostedError postedError;
  private volatile @Nullable Integer exitStatus;
  private volatile boolean outOfMemory;

  RuntimeEnd(Changes changes) {
    this.changes = changes;
  }

  /** The runtime posted an error for its init or its restore. */
  void failed(PostedError error) {
    postedError = error;
    changes.happened();
  }

  /** The process has ended; the kernel may have killed it because it needed too much memory. */
  void exited(int status, boolean outOfMemory) {
    this.outOfMemory = outOfMemory;
    exitStatus = status;
    changes.happened();
  }

  /** Whether the runtime will ask for nothing more. */
  boolean isOver() {
    return hasExited() || postedError != null;
  }

  boolean hasExited() {
    return exitStatus != null;
  }

  @Nullable Integer exitStatus() {
    return exitStatus;
  }

  /** How the platform calls the exit. */
  PlatformError exitError() {
    Integer status = exitStatus;
    if (status == null) {
      throw new IllegalStateException("the process has not ended");
    }
    return new PlatformError(
        outOfMemory ? PlatformError.OUT_OF_MEMORY : PlatformError.EXIT,
        PlatformError.exitReason(status));
  }

  @Nullable PostedError postedError() {
    return postedError;
  }
}
