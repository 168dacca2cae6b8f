package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import dev.snapstart.emulator.EnvironmentFailure.Remains;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * For what the platform waits in a phase, since when and for how long, and how it says it failed.
 */
record PhaseWait(Phase phase, long fromNanos, Duration limit, String expected) {

  private static final int MAX_BODY_CHARS = 500;

  /** A class path is often far longer, and would hide the cause behind it. */
  private static final int MAX_ARGUMENT_CHARS = 100;

  Deadline deadline() {
    return new Deadline(fromNanos + limit.toNanos());
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - fromNanos);
  }

  /** What went wrong; a process that neither posted an error nor ended took too long. */
  PlatformError error(RuntimeEnd end) {
    PostedError posted = end.postedError();
    if (posted != null) {
      return new PlatformError(
          posted.errorType(),
          "it reported " + posted.errorType() + ": " + shortened(posted.body(), MAX_BODY_CHARS));
    }
    if (end.hasExited()) {
      return end.exitError();
    }
    return new PlatformError(
        PlatformError.TIMEOUT,
        "still not done after " + PlatformError.seconds(sinceStart()) + ", so it was killed");
  }

  EnvironmentFailure failure(FunctionSpec function, PlatformError error, Remains remains) {
    String message =
        (phase == Phase.INIT ? "cannot initialize" : "cannot restore")
            + " function \""
            + function.name()
            + "\" ("
            + command(function)
            + "): "
            + error.errorMessage()
            + "; expected "
            + expected
            + " within "
            + PlatformError.seconds(limit)
            + (phase == Phase.INIT ? " [EMULATOR_INIT_FAILED]" : " [EMULATOR_RESTORE_FAILED]")
            + (remains.errorPayload() == null ? "; " + printed(remains.lastOutput()) : "");
    return new EnvironmentFailure(phase, message, error, remains);
  }

  /** A process that reported nothing may have printed what went wrong. */
  private static String printed(String output) {
    return output.isEmpty() ? "the process printed nothing" : "its last output:\n" + output;
  }

  private static String command(FunctionSpec function) {
    return function.command().stream()
        .map(argument -> shortened(argument, MAX_ARGUMENT_CHARS))
        .collect(Collectors.joining(" "));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
