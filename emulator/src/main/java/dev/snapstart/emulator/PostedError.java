package dev.snapstart.emulator;

/** An error with its type as the platform understands it, and its body, JSON if all is well. */
record PostedError(String errorType, String body) {}
