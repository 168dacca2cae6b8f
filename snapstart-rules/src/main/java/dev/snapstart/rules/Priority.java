package dev.snapstart.rules;

/** How sure and how bad. */
enum Priority {
  HIGH,
  MEDIUM,
  LOW,
  /** Not worth a line. */
  NONE;

  Priority lower() {
    return switch (this) {
      case HIGH -> MEDIUM;
      case MEDIUM -> LOW;
      case LOW, NONE -> NONE;
    };
  }
}
