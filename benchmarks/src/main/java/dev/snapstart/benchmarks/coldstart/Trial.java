package dev.snapstart.benchmarks.coldstart;

import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.benchmarks.process.LocalTable;
import java.util.Map;

/** A function process that is brought to life again and again. */
interface Trial extends AutoCloseable {

  /** Invocations of a process, the later half of which tells the steady state. */
  int INVOCATIONS = 20;

  /** Gets all ready that must be there before: an archive, or a snapshot. */
  static Trial of(Launch launch, LocalTable table) throws Exception {
    return launch.mode().isRestored() ? new Restore(launch, table) : new Start(launch, table);
  }

  Launch launch();

  /** One life. Times are in ms, from the exec or the call that restores. */
  Map<String, Object> measure() throws Exception;

  /** Classes loaded until the first answer, counted in a life of its own; empty if none can be. */
  Map<String, Object> classes() throws Exception;

  @Override
  void close();

  static double millis(long nanos) {
    return Math.round(nanos / 1e4) / 100.0;
  }
}
