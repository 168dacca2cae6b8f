package dev.snapstart.emulator;

import org.jspecify.annotations.Nullable;

/** The end of an invocation as its caller sees it: a response, or an error with its type. */
record Reply(byte[] payload, @Nullable String errorType) {

  static Reply of(PlatformError error) {
    return new Reply(error.toJson(), error.errorType());
  }
}
