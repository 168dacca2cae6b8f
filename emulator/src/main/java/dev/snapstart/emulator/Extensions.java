package dev.snapstart.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The internal extensions of one environment, those that live in the runtime's own process: who
 * registered, who waits for an event, who works. Safe for use by many threads.
 */
final class Extensions {

  private static final int MAX_EXTENSIONS = 10;

  private final boolean concurrent;
  private final Changes changes;
  private final RuntimeEnd end;
  private final Map<String, Extension> byId = new LinkedHashMap<>();
  private boolean closed;
  private long readyNanos;

  Extensions(FunctionSpec spec, Changes changes, RuntimeEnd end) {
    this.concurrent = spec.maxConcurrency() != null;
    this.changes = changes;
    this.end = end;
  }

  /** The clone's extensions know their ids, and ask for events again. */
  synchronized void registerAgain(Extensions clones) {
    byId.values().forEach(extension -> clones.addClone(extension.cloned()));
  }

  private synchronized void addClone(Extension extension) {
    byId.put(extension.id(), extension);
  }

  // ---- the extensions' side

  synchronized Extension register(String name, List<String> events) throws RefusedException {
    for (String event : events) {
      requireAllowed(event);
    }
    if (closed) {
      throw refused("RegistrationClosed", "Extension registration closed already");
    }
    if (byId.size() >= MAX_EXTENSIONS) {
      throw refused("TooManyExtensions", "Extension limit (" + MAX_EXTENSIONS + ") reached");
    }
    if (byId.values().stream().anyMatch(registered -> registered.name().equals(name))) {
      throw refused("InvalidExtensionState", "Extension with this name already registered");
    }
    Extension extension = new Extension(name, events.contains("INVOKE"));
    byId.put(extension.id(), extension);
    return extension;
  }

  /** Waits for an event; by asking, the extension says that it is done with the one before. */
  synchronized ExtensionEvent next(@Nullable String id)
      throws RefusedException, InterruptedException {
    Extension extension = registered(id);
    extension.beginWait();
    readyNanos = System.nanoTime();
    changes.happened();
    try {
      while (!extension.hasEvent()) {
        wait();
      }
    } finally {
      extension.endWait();
    }
    ExtensionEvent event = extension.takeEvent();
    if (event == null) {
      throw new IllegalStateException("no event for extension " + extension.name());
    }
    return event;
  }

  synchronized void initError(@Nullable String id, String body) throws RefusedException {
    registered(id).fail(Extension.State.INIT_ERROR);
    end.failed(new PostedError("Extension.InitError", body));
  }

  synchronized void exitError(@Nullable String id, String body) throws RefusedException {
    registered(id).fail(Extension.State.EXIT_ERROR);
    end.failed(new PostedError("Extension.ExitError", body));
  }

  // ---- the platform's side

  /** The runtime has asked for something: nobody can register any more. */
  synchronized void closeRegistration() {
    closed = true;
  }

  synchronized boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Whether all of them have asked for an event once. */
  synchronized boolean areInitialized() {
    return byId.values().stream().allMatch(Extension::isInitialized);
  }

  /** The later of a moment and the last time when one of them asked for an event. */
  synchronized long latest(long nanos) {
    return byId.isEmpty() || readyNanos - nanos < 0 ? nanos : readyNanos;
  }

  /** Tells those that want to know. */
  synchronized void invoke(Invocation invocation) {
    byId.values().forEach(extension -> extension.give(ExtensionEvent.invoke(invocation)));
    notifyAll();
  }

  /** Whether nobody works on an event any more. */
  synchronized boolean areBack() {
    return byId.values().stream().allMatch(Extension::isBack);
  }

  private void requireAllowed(String event) throws RefusedException {
    if (concurrent) {
      throw refused("InvalidEventType", "No events allowed for internal extensions");
    }
    if (event.equals("SHUTDOWN")) {
      throw refused("InvalidEventType", "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension");
    }
    if (!event.equals("INVOKE")) {
      throw refused("InvalidEventType", event + ": InvalidEventType");
    }
  }

  private Extension registered(@Nullable String id) throws RefusedException {
    if (id == null) {
      throw refused("MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header");
    }
    Extension extension = byId.get(id);
    if (extension == null) {
      throw refused("UnknownExtensionIdentifier", "Unknown extension " + id);
    }
    return extension;
  }

  private static RefusedException refused(String reason, String message) {
    return new RefusedException(403, "Extension." + reason, message);
  }
}
