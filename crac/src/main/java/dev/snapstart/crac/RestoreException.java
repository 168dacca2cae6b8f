package dev.snapstart.crac;

/** Resources failed at the restore; each failure is a suppressed exception. */
public final class RestoreException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says what happened.
   *
   * @param message every failure in words
   */
  public RestoreException(String message) {
    super(message);
  }
}
