package dev.snapstart.emulator;

import java.time.Duration;
import java.time.Instant;

/** The wall clock of one environment, which may be ahead of this machine's. Thread-safe. */
final class EnvironmentClock {

  private volatile Duration ahead = Duration.ZERO;

  Instant now() {
    return Instant.now().plus(ahead);
  }

  void goAhead(Duration time) {
    ahead = time;
  }
}
