package dev.snapstart.rules;

/** How sure and how bad. */
enum Priority {
  HIGH,
  MEDIUM,
  LOW,
  /** Not worth a line. */
  NONE;

  Priority lower() {
    return values()[Math.min(ordinal() + 1, NONE.ordinal())];
  }
}
