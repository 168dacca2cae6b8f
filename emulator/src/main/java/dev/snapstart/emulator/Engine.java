package dev.snapstart.emulator;

/** What holds snapshots. */
public enum Engine {
  /** {@link #CRIU} where it works, else {@link #PAUSE}. */
  AUTO,
  /**
   * Real images on disk, taken by <a href="https://criu.org">CRIU</a> 4.1 or newer on Linux: any
   * number of clones of one snapshot, side by side, on any JDK.
   */
  CRIU,
  /** The process itself is held and let go: one copy, everywhere. */
  PAUSE
}
