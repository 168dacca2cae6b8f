package dev.snapstart.benchmarks.warm;

/** How large an event is; the largest is what Lambda takes at most. */
public enum Size {
  EMPTY("0 B", 0),
  KB_1("1 KB", 1 << 10),
  KB_100("100 KB", 100 << 10),
  MB_1("1 MB", 1 << 20),
  MB_6("6 MB", 6 << 20);

  private static final int FEWEST = 20;

  private final String label;
  private final int bytes;

  Size(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Whether the bytes are few beside the work for an invocation. */
  boolean isSmall() {
    return bytes <= KB_1.bytes;
  }

  /** Fewer of large events, which take as long; at least a twentieth. */
  int of(int invocations) {
    int share = Math.max(1, Math.min(FEWEST, bytes / KB_100.bytes));
    return Math.max(1, invocations / share);
  }

  @Override
  public String toString() {
    return label;
  }
}
