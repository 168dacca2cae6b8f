package dev.snapstart.emulator.conformance;

/**
 * How a runtime says that a handler is none. Immutable.
 *
 * @param errorType the header
 * @param body the error JSON
 * @param log what was printed
 */
record Refusal(String errorType, String body, String log) {

  /** Tells what is wrong, and with what. */
  Refusal names(String... parts) {
    Violation.unless(
        errorType.matches("(Runtime|Function)\\.[A-Z][A-Za-z]+") && !errorType.endsWith(".Unknown"),
        "an error type with a meaning",
        errorType);
    for (String part : parts) {
      Violation.unlessContains(part, body);
    }
    return this;
  }

  /** Spares its reader the runtime's own frames, which say nothing of the handler. */
  Refusal withoutTrace() {
    Violation.unless(!log.contains("\tat "), "no stack trace in the log", log);
    return this;
  }
}
