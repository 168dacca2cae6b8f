package dev.snapstart.hooks;

/** One of the two times at which hooks run. */
public enum Phase {
  /**
   * Before the checkpoint: hooks run in reverse order, what was set up last is taken down first.
   */
  BEFORE_CHECKPOINT("beforeCheckpoint"),
  /** After the restore: hooks run in order, what was set up first is back first. */
  AFTER_RESTORE("afterRestore");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /**
   * The phase as reports and failures name it.
   *
   * @return {@code beforeCheckpoint} or {@code afterRestore}
   */
  public String label() {
    return label;
  }
}
