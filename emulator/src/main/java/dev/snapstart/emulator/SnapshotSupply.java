package dev.snapstart.emulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the environments of a version come from under snap-start: from one snapshot, or where its
 * engine has one copy of each only, from as many as are needed. Safe for use by many threads.
 */
final class SnapshotSupply implements AutoCloseable {

  private final Emulator emulator;
  private final FunctionSpec function;
  private @Nullable Snapshot ready;

  /** Those that are just being restored from. */
  private final Set<Snapshot> inUse = new HashSet<>();

  private boolean closed;

  SnapshotSupply(Emulator emulator, FunctionSpec function) {
    this.emulator = emulator;
    this.function = function;
  }

  /**
   * An environment that was restored.
   *
   * @param whole the snapshot of which it is the only copy, to be closed after it; null if the
   *     snapshot has more
   */
  record Restored(Environment environment, @Nullable Snapshot whole) {}

  /** Takes a snapshot, so that the next restore finds one. */
  void publish() throws EnvironmentFailure, InterruptedException {
    Snapshot taken = emulator.publish(function);
    synchronized (this) {
      if (!closed) {
        ready = taken;
        return;
      }
    }
    taken.close();
  }

  /** Restores one, from a new snapshot if no other has a copy left. */
  Restored restore() throws EnvironmentFailure, InterruptedException {
    Snapshot source = take();
    if (source == null) {
      source = emulator.publish(function);
    }
    boolean single = source.isSingle();
    boolean restored = false;
    use(source);
    try {
      Environment environment = source.restore();
      restored = true;
      return new Restored(environment, single ? source : null);
    } finally {
      synchronized (this) {
        inUse.remove(source);
      }
      if (!restored && single) {
        source.close();
      }
    }
  }

  private synchronized void use(Snapshot source) {
    inUse.add(source);
  }

  @Override
  public void close() {
    List<Snapshot> open;
    synchronized (this) {
      closed = true;
      open = new ArrayList<>(inUse);
      if (ready != null) {
        open.add(ready);
      }
      ready = null;
    }
    open.forEach(Snapshot::close);
  }

  /** The last copy of a snapshot is for one only. */
  private synchronized @Nullable Snapshot take() {
    Snapshot source = ready;
    if (source != null && source.isSingle()) {
      ready = null;
    }
    return source;
  }
}
