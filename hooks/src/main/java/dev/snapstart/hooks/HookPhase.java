package dev.snapstart.hooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The hooks of one phase. Thread-safe; hooks run without its lock. */
final class HookPhase {

  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  HookPhase(String name) {
    this.name = name;
  }

  /** Adds a hook behind the others; each call adds an entry of its own. */
  HookRegistration add(String hookName, Hook hook) {
    Objects.requireNonNull(hookName, "cannot register a hook without a name");
    if (hookName.isBlank() || containsControlCharacter(hookName)) {
      throw new IllegalArgumentException(
          "cannot register a hook named \""
              + hookName
              + "\": expected a name for reports, not blank, without tabs and line breaks");
    }
    if (hook == null) {
      throw new NullPointerException("cannot register hook \"" + hookName + "\": the hook is null");
    }
    Entry entry = new Entry(hookName, hook);
    synchronized (entries) {
      entries.add(entry);
    }
    return entry;
  }

  /** Runs the hooks in order of registration. */
  void run() throws HookFailure {
    runAll(registered());
  }

  /** Runs the hooks in reverse order of registration. */
  void runReversed() throws HookFailure {
    List<Entry> reversed = registered();
    Collections.reverse(reversed);
    runAll(reversed);
  }

  private List<Entry> registered() {
    synchronized (entries) {
      return new ArrayList<>(entries);
    }
  }

  private void runAll(List<Entry> inOrder) throws HookFailure {
    PhaseReport report = new PhaseReport(name);
    List<String> failedHooks = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    boolean interrupted = false;
    for (Entry entry : inOrder) {
      if (entry.removed) {
        continue;
      }
      long start = System.nanoTime();
      Throwable failure = entry.call();
      report.add(entry.name, System.nanoTime() - start, failure != null);
      if (failure != null) {
        failedHooks.add(entry.name);
        failures.add(failure);
        interrupted |= failure instanceof InterruptedException;
      }
    }
    report.print();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw new HookFailure(name, failedHooks, failures);
    }
  }

  private static boolean containsControlCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private final class Entry implements HookRegistration {

    private final String name;
    private final Hook hook;
    private volatile boolean removed;

    Entry(String name, Hook hook) {
      this.name = name;
      this.hook = hook;
    }

    @Override
    public void close() {
      removed = true;
      synchronized (entries) {
        // an entry equals only itself
        entries.remove(this);
      }
    }

    /** Runs the hook; gives back what it threw, or null. */
    private @Nullable Throwable call() {
      try {
        hook.run();
        return null;
      } catch (Throwable thrown) {
        return thrown;
      }
    }
  }
}
