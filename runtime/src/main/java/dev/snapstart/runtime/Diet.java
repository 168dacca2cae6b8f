package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a process does right before its memory becomes a snapshot, so that no clone has to fetch
 * what none will use: it lets the compilers finish, collects, compacts, and gives free heap and
 * free native memory back to the system. One line in the log says what came of it. Loaded only
 * where a snapshot is taken. It costs time when a version is published, and never fails a
 * checkpoint: what a JVM cannot do is left out, and the line says so.
 */
final class Diet {

  /** In the order in which they come; the line names them so. */
  private enum Step {
    COMPILE("compile"),
    COLLECT("collect"),
    TRIM("trim");

    private final String label;

    Step(String label) {
      this.label = label;
    }
  }

  /** SerialGC gives a free heap back in four steps. */
  private static final int COLLECTIONS = 4;

  private static final long COMPILING_POLL_MILLIS = 10;

  /** Every five seconds a JVM frees what its compilers have kept for the next method. */
  private static final long PRUNING_NANOS = 5_500_000_000L;

  private static final long PRUNING_POLL_MILLIS = 100;

  /** Less is not what compilers keep. */
  private static final long PRUNED_BYTES = 1_000_000;

  /** Compilers that have worked less have not kept much. */
  private static final long COMPILED_MUCH_MILLIS = 500;

  private final long deadlineNanos;
  private @Nullable JvmDiagnostics jvm;

  private Diet(int patienceSeconds) {
    this.deadlineNanos = System.nanoTime() + patienceSeconds * 1_000_000_000L;
  }

  /**
   * Takes all steps and prints the line.
   *
   * @param patienceSeconds how long it may wait for what the JVM does by itself
   */
  static void keep(LogLines log, int patienceSeconds) {
    // a flag that user code left would end each wait at once
    boolean interrupted = Thread.interrupted();
    MemoryUse before = MemoryUse.now();
    StringBuilder steps = new StringBuilder();
    long beginNanos = System.nanoTime();
    Diet diet = new Diet(patienceSeconds);
    for (Step step : Step.values()) {
      diet.take(step, steps);
    }
    StringBuilder line = new StringBuilder("DIET Phase: beforeCheckpoint\tDuration: ");
    appendMillis(line, System.nanoTime() - beginNanos).append(steps);
    log.print(before.appendChange(line, MemoryUse.now()).toString());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Step step, StringBuilder line) {
    long beginNanos = System.nanoTime();
    String problem = "";
    try {
      switch (step) {
        case COMPILE -> finishCompilation();
        case COLLECT -> collect();
        case TRIM -> trim();
      }
    } catch (InterruptedException e) {
      // by user code; whoever looks at the flag later finds it again
      Thread.currentThread().interrupt();
      problem = " FAILED (interrupted) [RUNTIME_DIET_FAILED]";
    } catch (Throwable e) {
      // a JVM without management, another JVM; the snapshot is larger than it could be
      problem = " FAILED (" + describe(e) + ") [RUNTIME_DIET_FAILED]";
    }
    appendMillis(line.append('\t').append(step.label).append(": "), System.nanoTime() - beginNanos)
        .append(problem);
  }

  private static String describe(Throwable thrown) {
    try {
      return String.valueOf(thrown).replaceAll("\\s+", " ");
    } catch (Throwable ignored) {
      // its kind says enough
      return thrown.getClass().getName();
    }
  }

  /** What is being compiled would be compiled in each clone again, by then from its first event. */
  private void finishCompilation() throws Exception {
    while (jvm().isCompiling() && !isLate()) {
      Thread.sleep(COMPILING_POLL_MILLIS);
    }
  }

  private void collect() throws Exception {
    JvmDiagnostics.@Nullable HeapRatios ratios = null;
    try {
      ratios = jvm().shrinkHeap();
    } finally {
      collectUntilNothingIsGained();
      if (ratios != null) {
        jvm().restore(ratios);
      }
    }
  }

  private static void collectUntilNothingIsGained() {
    Runtime runtime = Runtime.getRuntime();
    long committed = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      // the first step of SerialGC is none
      if (i > 1 && runtime.totalMemory() >= committed) {
        return;
      }
      committed = runtime.totalMemory();
    }
  }

  private void trim() throws Exception {
    JvmDiagnostics diagnostics = jvm();
    diagnostics.trimNativeHeap();
    long kept = MemoryUse.now().anonymous();
    if (kept < 0 || diagnostics.compiledMillis() < COMPILED_MUCH_MILLIS) {
      return;
    }
    long pruningNanos = System.nanoTime() + PRUNING_NANOS;
    while (MemoryUse.now().anonymous() > kept - PRUNED_BYTES
        && System.nanoTime() - pruningNanos < 0
        && !isLate()) {
      Thread.sleep(PRUNING_POLL_MILLIS);
      diagnostics.trimNativeHeap();
    }
  }

  private JvmDiagnostics jvm() throws Exception {
    JvmDiagnostics opened = jvm;
    if (opened == null) {
      opened = JvmDiagnostics.open();
      jvm = opened;
    }
    return opened;
  }

  private boolean isLate() {
    return System.nanoTime() - deadlineNanos > 0;
  }

  private static StringBuilder appendMillis(StringBuilder text, long nanos) {
    long hundredths = nanos / 10_000;
    text.append(hundredths / 100).append('.');
    return text.append(hundredths / 10 % 10).append(hundredths % 10).append(" ms");
  }
}
