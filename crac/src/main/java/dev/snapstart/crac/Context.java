package dev.snapstart.crac;

/**
 * Resources that are notified together; the contract is {@code org.crac.Context}'s. Thread-safe.
 *
 * @param <R> the resources it takes
 */
public interface Context<R extends Resource> extends Resource {

  /**
   * Adds a resource. It runs in reverse order of registration before the checkpoint and in order of
   * registration after the restore. One that is added while the hooks before the checkpoint run
   * takes part from the restore on.
   *
   * @param resource what to notify; held strongly, by identity
   */
  void register(R resource);

  /**
   * Notifies all resources, also after one has failed.
   *
   * @throws CheckpointException when any failed; says of each what happened
   */
  @Override
  void beforeCheckpoint(Context<? extends Resource> context) throws CheckpointException;

  /**
   * Notifies all resources, also after one has failed.
   *
   * @throws RestoreException when any failed; says of each what happened
   */
  @Override
  void afterRestore(Context<? extends Resource> context) throws RestoreException;
}
