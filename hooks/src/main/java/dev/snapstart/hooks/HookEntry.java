package dev.snapstart.hooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A registered hook. Thread-safe. */
final class HookEntry implements HookRegistration {

  private final HookRegistry registry;
  private final String name;
  private final @Nullable Hook before;
  private final @Nullable Hook after;
  private final int priority;
  private final List<String> dependencies;
  private final long limitNanos;
  private final boolean critical;
  private volatile boolean removed;

  private volatile boolean tookPart;

  HookEntry(HookRegistry registry, HookBuilder builder) {
    this.registry = registry;
    this.name = builder.name;
    this.before = builder.before;
    this.after = builder.after;
    this.priority = builder.priority;
    this.dependencies = List.copyOf(builder.dependencies);
    this.limitNanos = builder.limitNanos;
    this.critical = builder.critical;
  }

  String name() {
    return name;
  }

  @Nullable Hook hook(Phase phase) {
    return phase == Phase.BEFORE_CHECKPOINT ? before : after;
  }

  int priority() {
    return priority;
  }

  List<String> dependencies() {
    return dependencies;
  }

  /** How long it may take; 0 for as long as it likes. */
  long limitNanos() {
    return limitNanos;
  }

  boolean isCritical() {
    return critical;
  }

  boolean isRemoved() {
    return removed;
  }

  /** Whether it follows what it did before the checkpoint, if it did something there. */
  boolean mayFollow() {
    return before == null || tookPart;
  }

  /** Says whether it was called before the newest checkpoint. */
  void setTookPart(boolean called) {
    tookPart = called;
  }

  /** Whether a second registration would be this one again. */
  @SuppressWarnings("ReferenceEquality") // equal hooks are two, the same one is one
  boolean isSame(HookEntry other) {
    return before == other.before && after == other.after && name.equals(other.name);
  }

  @Override
  public void close() {
    removed = true;
    registry.remove(this);
  }
}
