package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import dev.snapstart.emulator.EnvironmentFailure.Remains;
import dev.snapstart.emulator.RuntimeSession.PostedError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For what the platform waits in a phase, since when and for how long, and how it says it failed.
 */
record PhaseWait(Phase phase, long fromNanos, Duration limit, String expected) {

  Deadline deadline() {
    return new Deadline(fromNanos + limit.toNanos());
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - fromNanos);
  }

  /** What went wrong; a process that neither posted an error nor ended took too long. */
  PlatformError error(@Nullable PostedError posted, @Nullable Integer exitStatus) {
    if (posted != null) {
      return new PlatformError(
          posted.errorType(), "it reported " + posted.errorType() + ": " + posted.body());
    }
    if (exitStatus != null) {
      return new PlatformError(PlatformError.EXIT, PlatformError.exitReason(exitStatus));
    }
    return new PlatformError(
        PlatformError.TIMEOUT,
        "still not done after " + PlatformError.seconds(sinceStart()) + ", so it was killed");
  }

  EnvironmentFailure failure(FunctionSpec function, PlatformError error, Remains remains) {
    String output = remains.lastOutput();
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
            + "; "
            + (output.isEmpty() ? "the process printed nothing" : "its last output:\n" + output);
    return new EnvironmentFailure(phase, message, error, remains);
  }
}
