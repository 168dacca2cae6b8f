package dev.snapstart.emulator;

import java.util.Optional;

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
  PAUSE;

  /**
   * Why this engine cannot be used on this machine.
   *
   * @return the reason and what to do, for the user; empty if it can be used
   */
  public Optional<String> obstacle() {
    Criu criu = Criu.ofMachine();
    return this != CRIU || criu.program() != null ? Optional.empty() : Optional.of(criu.reason());
  }
}
