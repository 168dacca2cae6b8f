package dev.snapstart.hooks;

import java.util.List;

/**
 * Hooks of a phase failed. The message names each of them with what it threw. What the first one
 * threw is the cause; each further one is suppressed as a {@code HookFailure} of its own, so that a
 * stack trace says whose it is.
 */
public final class HookFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** In the order in which they ran. */
  private final String[] failedHooks;

  HookFailure(String phase, List<String> names, List<Throwable> failures) {
    super(describe(phase, names, failures), failures.get(0));
    this.failedHooks = names.toArray(new String[0]);
    for (int i = 1; i < failures.size(); i++) {
      addSuppressed(new HookFailure(phase, List.of(names.get(i)), List.of(failures.get(i))));
    }
  }

  /**
   * The names of the hooks that failed, in the order in which they ran.
   *
   * @return an unmodifiable list, never empty
   */
  public List<String> failedHooks() {
    return List.of(failedHooks);
  }

  private static String describe(String phase, List<String> names, List<Throwable> failures) {
    StringBuilder message = new StringBuilder();
    message.append(failures.size()).append(failures.size() == 1 ? " hook" : " hooks");
    message.append(" failed in ").append(phase);
    for (int i = 0; i < failures.size(); i++) {
      message.append(i == 0 ? ": " : ", ");
      message.append('"').append(names.get(i)).append("\" (");
      message.append(describe(failures.get(i))).append(')');
    }
    return message.append(" [HOOKS_FAILED]").toString();
  }

  private static String describe(Throwable failure) {
    try {
      return failure.toString();
    } catch (Throwable ignored) {
      // the names of the hooks matter more than an exception that cannot describe itself
      return failure.getClass().getName();
    }
  }
}
