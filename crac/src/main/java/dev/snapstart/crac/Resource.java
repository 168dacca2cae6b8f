package dev.snapstart.crac;

/** Code that runs around checkpoint and restore; the contract is {@code org.crac.Resource}'s. */
public interface Resource {

  /**
   * Runs before the checkpoint.
   *
   * @param context the context that the resource was registered with
   * @throws Exception when the process must not be checkpointed
   */
  void beforeCheckpoint(Context<? extends Resource> context) throws Exception;

  /**
   * Runs after the restore.
   *
   * @param context the context that the resource was registered with
   * @throws Exception when the process cannot go on
   */
  void afterRestore(Context<? extends Resource> context) throws Exception;
}
