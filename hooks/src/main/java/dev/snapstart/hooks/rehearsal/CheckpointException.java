package dev.snapstart.hooks.rehearsal;

/** Resources failed; each failure is a suppressed exception. */
public final class CheckpointException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Of the one message that is for all: org.crac drops it. */
  public CheckpointException() {
    super("hooks failed before the checkpoint: see what is suppressed [HOOKS_FAILED]");
  }
}
