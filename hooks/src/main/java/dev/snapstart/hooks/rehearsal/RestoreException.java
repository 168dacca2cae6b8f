package dev.snapstart.hooks.rehearsal;

/** Resources failed; each failure is a suppressed exception. */
public final class RestoreException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Of the one message that is for all: org.crac drops it. */
  public RestoreException() {
    super("hooks failed after the restore: see what is suppressed [HOOKS_FAILED]");
  }
}
