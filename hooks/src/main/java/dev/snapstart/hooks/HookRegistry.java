package dev.snapstart.hooks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registered hooks and their order. Thread-safe. */
final class HookRegistry {

  private final List<HookEntry> entries = new ArrayList<>();

  /** Adds an entry; gives back the one that is the same already, or the added one. */
  synchronized HookEntry add(HookEntry added) {
    for (HookEntry entry : entries) {
      if (entry.isSame(added)) {
        return entry;
      }
    }
    List<HookEntry> all = new ArrayList<>(entries);
    all.add(added);
    if (!added.dependencies().isEmpty() || isDependedOn(added.name())) {
      inSetUpOrder(all);
    }
    entries.add(added);
    return added;
  }

  @SuppressWarnings("ReferenceEquality") // an entry equals only itself
  synchronized void remove(HookEntry removed) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) == removed) {
        entries.remove(i);
        return;
      }
    }
  }

  /** All entries, those first that are set up first. */
  synchronized List<HookEntry> inSetUpOrder() {
    return inSetUpOrder(entries);
  }

  private boolean isDependedOn(String name) {
    for (HookEntry entry : entries) {
      if (entry.dependencies().contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** By dependencies, then by priority, then by registration. */
  private static List<HookEntry> inSetUpOrder(List<HookEntry> registered) {
    List<HookEntry> waiting = new ArrayList<>(registered);
    List<HookEntry> ordered = new ArrayList<>(waiting.size());
    while (!waiting.isEmpty()) {
      HookEntry next = null;
      for (HookEntry entry : waiting) {
        boolean sooner = next == null || entry.priority() > next.priority();
        if (sooner && firstDependency(entry, waiting) == null) {
          next = entry;
        }
      }
      if (next == null) {
        throw circle(waiting);
      }
      ordered.add(next);
      waiting.remove(next);
    }
    return ordered;
  }

  /** An entry that has to come first; null if there is none. */
  private static @Nullable HookEntry firstDependency(HookEntry entry, List<HookEntry> waiting) {
    for (HookEntry other : waiting) {
      if (entry.dependencies().contains(other.name())) {
        return other;
      }
    }
    return null;
  }

  /** Each of those that wait has a dependency among them, so following it leads into a circle. */
  private static IllegalArgumentException circle(List<HookEntry> waiting) {
    List<HookEntry> path = new ArrayList<>();
    HookEntry entry = waiting.get(waiting.size() - 1);
    while (entry != null && !path.contains(entry)) {
      path.add(entry);
      entry = firstDependency(entry, waiting);
    }
    StringBuilder message =
        new StringBuilder("cannot register hook: hooks depend on each other in a circle: ");
    for (int i = Math.max(0, path.indexOf(entry)); i < path.size(); i++) {
      message.append('"').append(path.get(i).name()).append("\" on ");
    }
    message.append('"').append(entry == null ? "" : entry.name());
    message.append("\": one must not depend on the next [HOOKS_CIRCLE]");
    return new IllegalArgumentException(message.toString());
  }
}
