package dev.snapstart.hooks.rehearsal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The door that org.crac looks for. Thread-safe. */
public final class Core {

  private static final Rehearsed CONTEXT = new Rehearsed();

  private Core() {}

  /**
   * The context of the process.
   *
   * @return always the same context
   */
  public static Context<Resource> getGlobalContext() {
    return CONTEXT;
  }

  /**
   * Whether org.crac passes resources on to here.
   *
   * @return true as soon as it has passed on one
   */
  public static boolean isUsed() {
    return !CONTEXT.resources.isEmpty();
  }

  /**
   * Notifies the resources of a checkpoint and at once of its restore, as CRaC does when it
   * restores in place.
   *
   * @throws CheckpointException when a resource failed before the checkpoint; all are notified of
   *     the restore all the same
   * @throws RestoreException when a resource failed after the restore
   */
  public static void checkpointRestore() throws CheckpointException, RestoreException {
    checkpointRestore(() -> {});
  }

  /**
   * Does the same with something in between.
   *
   * @param snapshot what happens while the process is a snapshot; not called when a resource failed
   * @throws CheckpointException when a resource failed before the checkpoint
   * @throws RestoreException when a resource failed after the restore
   */
  public static void checkpointRestore(Runnable snapshot)
      throws CheckpointException, RestoreException {
    List<Throwable> before = CONTEXT.notifyBefore();
    if (before.isEmpty()) {
      snapshot.run();
    }
    List<Throwable> after = CONTEXT.notifyAfter();
    if (!before.isEmpty()) {
      before.addAll(after);
      CheckpointException failure = new CheckpointException();
      before.forEach(failure::addSuppressed);
      throw failure;
    }
    if (!after.isEmpty()) {
      RestoreException failure = new RestoreException();
      after.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  /** All resources in order of registration. */
  private static final class Rehearsed implements Context<Resource> {

    private final List<Resource> resources = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void register(Resource resource) {
      resources.add(resource);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      notifyBefore();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      notifyAfter();
    }

    private List<Throwable> notifyBefore() {
      List<Throwable> failures = new ArrayList<>();
      List<Resource> reversed = new ArrayList<>(resources);
      Collections.reverse(reversed);
      for (Resource resource : reversed) {
        try {
          resource.beforeCheckpoint(this);
        } catch (Throwable e) {
          failures.add(e);
        }
      }
      return failures;
    }

    private List<Throwable> notifyAfter() {
      List<Throwable> failures = new ArrayList<>();
      for (Resource resource : new ArrayList<>(resources)) {
        try {
          resource.afterRestore(this);
        } catch (Throwable e) {
          failures.add(e);
        }
      }
      return failures;
    }
  }
}
