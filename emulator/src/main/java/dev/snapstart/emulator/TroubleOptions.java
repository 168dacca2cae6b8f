package dev.snapstart.emulator;

import dev.snapstart.emulator.Faults.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is to go wrong, or to be as it is when time has passed. */
final class TroubleOptions {

  private static final int FORBIDDEN = 403;

  @Option(
      names = "--later",
      paramLabel = "TIME",
      description =
          "Restores so much later, such as 14d: the wall clock is ahead and the monotonic clock is"
              + " not, connections are broken; needs libfaketime (tools/install-faketime).")
  private Duration later = Duration.ZERO;

  @Option(
      names = "--slow-restore",
      paramLabel = "TIME",
      description = "Each restore takes so much longer, such as 11s, which is too long.")
  private Duration slowRestore = Duration.ZERO;

  @Option(
      names = "--slow-api",
      paramLabel = "TIME",
      description = "The Runtime API answers so much later, such as 50ms.")
  private Duration slowApi = Duration.ZERO;

  @Option(names = "--response-413", description = "Responses are refused: too large.")
  private boolean tooLarge;

  @Option(
      names = "--response-403",
      description = "The first response of each process is refused: not in this state.")
  private boolean forbidden;

  @Option(
      names = "--broken-connection",
      description = "The connection breaks at the first response of each process.")
  private boolean broken;

  @Option(
      names = "--kill-during-invocation",
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "1ms",
      description = "Kills each process in its first invocation, so long after it has the event.")
  private @Nullable Duration kill;

  @Option(
      names = "--no-memory-limit",
      description =
          "The function may use more memory than --memory says (where that can be enforced).")
  private boolean generous;

  /**
   * Refuses what only happens to a restore where there is none.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  void requireRestores(boolean onDemand) {
    if (onDemand && !(later.isZero() && slowRestore.isZero())) {
      throw new IllegalArgumentException(
          "cannot restore later or slowly what is not restored (--on-demand)");
    }
  }

  /** An emulator to which all that happens. */
  Emulator.Builder emulator(FunctionSpec function) {
    Limits limits = Limits.platform().withSnapStartInitOfAtLeast(function.timeout());
    Emulator.Builder emulator = Emulator.builder().later(later);
    return generous ? emulator.limits(limits.withoutMemory()) : emulator;
  }

  /** The function that meets all that. */
  FunctionSpec applyTo(FunctionSpec function) {
    Faults faults = Faults.none().slowedBy(slowApi).restoringSlowly(slowRestore);
    if (tooLarge) {
      faults = faults.limitingResponsesTo(0);
    }
    if (forbidden) {
      faults = faults.at(Endpoint.RESPONSE, 1, new Fault.Answered(FORBIDDEN));
    }
    if (broken) {
      faults = faults.at(Endpoint.RESPONSE, 1, new Fault.HungUp());
    }
    if (kill != null) {
      faults = faults.killingDuring(1, kill);
    }
    return function.withFaults(faults);
  }
}
