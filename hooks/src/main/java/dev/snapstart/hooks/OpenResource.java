package dev.snapstart.hooks;

/**
 * Something of the operating system's that this process holds, and that a clone will not find as it
 * was. Immutable.
 *
 * @param kind what it is
 * @param description its number or name, and what is known of the other end
 */
public record OpenResource(Kind kind, String description) {

  /** What can be open. */
  public enum Kind {
    /** A connection, or a port that is listened on. */
    SOCKET,
    /** A file that is neither a jar nor the JVM's own. */
    FILE,
    /** A thread that keeps the process alive, other than the main one. */
    THREAD
  }
}
