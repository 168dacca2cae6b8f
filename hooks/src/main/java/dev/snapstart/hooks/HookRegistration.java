package dev.snapstart.hooks;

/** The handle of a registered hook. Not needed to keep the hook alive. Thread-safe. */
public interface HookRegistration extends AutoCloseable {

  /**
   * Removes the hook; harmless when it is removed already. A hook that has not yet run in a phase
   * that is running is skipped; one that is running runs to its end.
   */
  @Override
  void close();
}
