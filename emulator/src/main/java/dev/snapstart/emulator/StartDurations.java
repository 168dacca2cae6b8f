package dev.snapstart.emulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long an environment took to start; the report of its first invocation says so. Safe for use
 * by many threads.
 */
final class StartDurations {

  private @Nullable Duration init;
  private @Nullable Duration restore;
  private @Nullable Duration billedRestore;

  synchronized void initialized(Duration took) {
    init = took;
  }

  /** The init is in the duration of the invocation. */
  synchronized void initializedAtInvoke() {
    init = null;
  }

  /** The init was the snapshot's: the invocations of a restored environment do not report it. */
  synchronized void restored(Duration took, Duration billed) {
    init = null;
    restore = took;
    billedRestore = billed;
  }

  synchronized @Nullable Duration init() {
    return init;
  }

  /** The report of an invocation; only the first one gets the durations. */
  synchronized Report report(Duration duration, @Nullable Integer maxMemoryUsedMb) {
    Report report = new Report(duration, init, restore, billedRestore, maxMemoryUsedMb);
    init = null;
    restore = null;
    billedRestore = null;
    return report;
  }
}
