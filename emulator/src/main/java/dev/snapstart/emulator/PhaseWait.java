package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import dev.snapstart.emulator.EnvironmentFailure.Remains;
import java.time.Duration;

/**
 * For what the platform waits in a phase, since when and for how long, and how it says it failed.
 */
record PhaseWait(Phase phase, long fromNanos, Duration limit, String expected) {

  private static final int MAX_BODY_CHARS = 500;

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
          "it reported " + posted.errorType() + ": " + shortened(posted.body()));
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
            + String.join(" ", function.command())
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

  private static String shortened(String body) {
    return body.length() <= MAX_BODY_CHARS ? body : body.substring(0, MAX_BODY_CHARS) + "...";
  }
}
