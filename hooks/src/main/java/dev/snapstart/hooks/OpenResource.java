package dev.snapstart.hooks;

import org.jspecify.annotations.Nullable;

/**
 * Something of the operating system's that this process holds, and that a clone will not find as it
 * was. Immutable.
 *
 * @param kind what it is
 * @param description its number or name, and what is known of the other end
 * @param owner the code that used it first, or of a thread where it is; from the inside out,
 *     without the JDK's own; null where that is not known
 */
public record OpenResource(Kind kind, String description, @Nullable String owner) {

  /** What can be open. */
  public enum Kind {
    /** A connection, or a port that is listened on. */
    SOCKET,
    /** A file that is neither a jar nor the JVM's own. */
    FILE,
    /** A thread that keeps the process alive, other than the main one. */
    THREAD
  }

  /** For a line of a log. */
  @Override
  public String toString() {
    return kind + " " + description + (owner == null ? "" : ", " + owner);
  }
}
