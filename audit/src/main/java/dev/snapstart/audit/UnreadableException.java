package dev.snapstart.audit;

import java.io.IOException;
import java.nio.file.Path;

/** A file that a user has named cannot be read. */
final class UnreadableException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableException(String what, Path file, IOException cause) {
    super(
        "cannot read "
            + what
            + " "
            + file
            + " ("
            + cause
            + "); expected a file that can be read [AUDIT_CANNOT_READ]",
        cause);
  }
}
