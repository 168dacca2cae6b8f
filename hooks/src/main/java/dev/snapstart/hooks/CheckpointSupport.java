package dev.snapstart.hooks;

/** Whether anybody runs our hooks. */
public enum CheckpointSupport {
  /** org.crac has an implementation, and it knows of our hooks. */
  AVAILABLE("hooks run when a checkpoint is made"),
  /** org.crac is there, but nothing on this JVM implements it. */
  NO_IMPLEMENTATION("nothing on this JVM implements org.crac; hooks are registered and never run"),
  /** An implementation is there, but switched off, or it refused our hooks. */
  DISABLED("org.crac's implementation takes no hooks; hooks are registered and never run"),
  /** org.crac is not on the class path. */
  NO_ORG_CRAC("org.crac is not on the class path; hooks are registered and never run");

  private final String description;

  CheckpointSupport(String description) {
    this.description = description;
  }

  /**
   * Says it in words.
   *
   * @return half a sentence for a log
   */
  public String description() {
    return description;
  }
}
