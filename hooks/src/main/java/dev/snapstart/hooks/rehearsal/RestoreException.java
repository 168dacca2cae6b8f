package dev.snapstart.hooks.rehearsal;

/** Resources failed; each failure is a suppressed exception. */
public final class RestoreException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Without a message: org.crac drops it. */
  public RestoreException() {}
}
