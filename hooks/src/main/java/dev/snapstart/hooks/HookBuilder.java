package dev.snapstart.hooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hook that is about to be registered: what it does in each phase, and in which order, for how
 * long and how seriously. Begun with {@link CheckpointHooks#hook}, used by one thread.
 */
public final class HookBuilder {

  final String name;
  final List<String> dependencies = new ArrayList<>();
  @Nullable Hook before;
  @Nullable Hook after;
  int priority;
  long limitNanos;
  boolean critical = true;

  private final HookRegistry registry;
  private final Runnable registered;

  HookBuilder(String name, HookRegistry registry, Runnable registered) {
    Objects.requireNonNull(name, "cannot register a hook without a name [HOOKS_NULL_ARGUMENT]");
    if (name.isBlank() || containsControlCharacter(name)) {
      throw new IllegalArgumentException(
          "cannot register a hook named \""
              + name
              + "\": expected a name for reports, not blank, without tabs and line breaks"
              + " [HOOKS_BAD_NAME]");
    }
    this.name = name;
    this.registry = registry;
    this.registered = registered;
  }

  /**
   * Sets what the hook does before the checkpoint.
   *
   * @param hook what to do, never null
   * @return this builder
   * @throws NullPointerException when the hook is null
   */
  public HookBuilder beforeCheckpoint(Hook hook) {
    before = required(hook);
    return this;
  }

  /**
   * Sets what the hook does after the restore. When the hook also does something before the
   * checkpoint, this follows only where that was called, whether it failed or not.
   *
   * @param hook what to do, never null
   * @return this builder
   * @throws NullPointerException when the hook is null
   */
  public HookBuilder afterRestore(Hook hook) {
    after = required(hook);
    return this;
  }

  /**
   * Sets the hook's place: higher ones are taken down later before the checkpoint and are back
   * earlier after the restore. Among equals, the default being 0, the order of registration counts.
   *
   * @param higherIsBackEarlier any number
   * @return this builder
   */
  public HookBuilder priority(int higherIsBackEarlier) {
    priority = higherIsBackEarlier;
    return this;
  }

  /**
   * Places the hook upon others, whatever their priorities: it is taken down before them and is
   * back after them. They may be registered later, or never.
   *
   * @param other the name of the other hooks; all hooks of that name are meant
   * @return this builder
   */
  public HookBuilder dependsOn(String other) {
    dependencies.add(
        Objects.requireNonNull(
            other, "cannot depend on a hook without a name [HOOKS_NULL_ARGUMENT]"));
    return this;
  }

  /**
   * Limits how long each call may take. A hook with a limit runs on a thread of its own, with the
   * context class loader of the one that runs the phase; when the time is over, the thread is
   * interrupted, the report tells where it was, and the phase goes on. Without a limit a hook runs
   * on the thread that runs the phase, for as long as it likes.
   *
   * @param limit more than zero
   * @return this builder
   * @throws IllegalArgumentException when the limit is zero or negative
   */
  public HookBuilder timeLimit(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException(
          "cannot limit hook \""
              + name
              + "\" to "
              + limit
              + ": expected more than zero [HOOKS_BAD_DURATION]");
    }
    limitNanos = limit.toNanos();
    return this;
  }

  /**
   * Lets the phase succeed though this hook fails; the report and the standard error tell of it.
   * Without this call a failure fails the phase, and with it the checkpoint or the restore.
   *
   * @return this builder
   */
  public HookBuilder bestEffort() {
    critical = false;
    return this;
  }

  /**
   * Registers the hook. The same hooks under the same name are registered once only; the handle
   * then is that of the first registration.
   *
   * @return a handle that removes the hook; may be ignored
   * @throws IllegalStateException when the hook does nothing in either phase
   * @throws IllegalArgumentException when hooks would depend on each other in a circle
   */
  public HookRegistration register() {
    if (before == null && after == null) {
      throw new IllegalStateException(
          "cannot register hook \""
              + name
              + "\": it does nothing; call beforeCheckpoint or afterRestore first"
              + " [HOOKS_NOTHING_TO_DO]");
    }
    HookRegistration registration = registry.add(new HookEntry(registry, this));
    registered.run();
    return registration;
  }

  private Hook required(@Nullable Hook hook) {
    if (hook == null) {
      throw new NullPointerException(
          "cannot register hook \"" + name + "\": the hook is null [HOOKS_NULL_ARGUMENT]");
    }
    return hook;
  }

  private static boolean containsControlCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
