package dev.snapstart.crac;

/** Resources failed at the checkpoint; each failure is a suppressed exception. */
public final class CheckpointException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says what happened.
   *
   * @param message every failure in words
   */
  public CheckpointException(String message) {
    super(message);
  }
}
