package dev.snapstart.hooks;

/** Code that runs before a checkpoint or after a restore. */
@FunctionalInterface
public interface Hook {

  /**
   * Does the work. Called by the thread that runs the phase, once a cycle.
   *
   * @throws Exception when the work failed; the other hooks run all the same, then the phase fails
   */
  void run() throws Exception;
}
