package dev.snapstart.hooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one hook in one phase. Immutable.
 *
 * @param name the hook's name
 * @param phase when it ran
 * @param duration how long it took; zero for one that was skipped
 * @param result how it ended
 * @param detail what it threw, where it hung, or why it was skipped; null when it succeeded
 */
public record HookOutcome(
    String name, Phase phase, Duration duration, Result result, @Nullable String detail) {

  /** How a hook ended. */
  public enum Result {
    /** It did its work. */
    OK(""),
    /** It threw. */
    FAILED(" FAILED"),
    /** It was still at work when its time was over; its thread was interrupted. */
    TIMEOUT(" TIMEOUT"),
    /** It was not called, because the phase had no time left. */
    SKIPPED(" SKIPPED");

    private final String suffix;

    Result(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }
}
