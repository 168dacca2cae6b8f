package dev.snapstart.benchmarks.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * The caches of this machine's processors, in which a process that sleeps while others work keeps
 * nothing.
 */
final class ProcessorCaches {

  /** Many times what a processor has for itself. */
  private static final int BYTES_EACH = 128 << 20;

  private static final int LINE_BYTES = 64;
  private static final int ROUNDS = 2;

  private ProcessorCaches() {}

  /** Fills them with something else, on all processors at the same time. */
  static void sweep() throws InterruptedException {
    List<Thread> sweepers = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread sweeper = new Thread(ProcessorCaches::sweepMine, "cache-sweeper");
      sweeper.start();
      sweepers.add(sweeper);
    }
    for (Thread sweeper : sweepers) {
      sweeper.join();
    }
  }

  private static void sweepMine() {
    byte[] others = new byte[BYTES_EACH];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < others.length; i += LINE_BYTES) {
        others[i]++;
      }
    }
  }
}
