package dev.snapstart.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hazard.
 *
 * @param pattern what it is
 * @param priority how bad
 * @param arrival where it is, and why that runs before the checkpoint
 * @param line line of it, or 0
 * @param subject what is called, or the class that is wrong
 * @param why what clones have in common
 * @param fields by which the value stays; empty if it does not have to
 */
record Finding(
    Pattern pattern,
    Priority priority,
    Arrival arrival,
    int line,
    String subject,
    String why,
    List<FieldReference> fields) {

  String className() {
    return arrival.method().owner().name();
  }

  @Nullable String sourceFile() {
    return arrival.method().owner().sourceFile();
  }
}
