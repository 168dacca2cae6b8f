package dev.snapstart.hooks.rehearsal;

/**
 * Resources that are rehearsed together; the contract is {@code org.crac.Context}'s.
 *
 * @param <R> the resources it takes
 */
public interface Context<R extends Resource> extends Resource {

  /**
   * Adds a resource.
   *
   * @param resource what to notify; held strongly
   */
  void register(R resource);
}
