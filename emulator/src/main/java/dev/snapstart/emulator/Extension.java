package dev.snapstart.emulator;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One registered internal extension. Guarded by its {@link Extensions}. */
final class Extension {

  /** The states of RIE's {@code core/internalagent_states.go}. */
  enum State {
    REGISTERED("Registered"),
    READY("Ready"),
    RUNNING("Running"),
    INIT_ERROR("InitError"),
    EXIT_ERROR("ExitError");

    private final String displayName;

    State(String displayName) {
      this.displayName = displayName;
    }

    /** The name as it stands in the messages of the platform. */
    String displayName() {
      return displayName;
    }
  }

  private final String id;
  private final String name;
  private final boolean wantsInvocations;
  private State state = State.REGISTERED;
  private boolean waiting;
  private @Nullable ExtensionEvent event;

  Extension(String name, boolean wantsInvocations) {
    this(UUID.randomUUID().toString(), name, wantsInvocations);
  }

  private Extension(String id, String name, boolean wantsInvocations) {
    this.id = id;
    this.name = name;
    this.wantsInvocations = wantsInvocations;
  }

  /** The same extension in a clone of its process. */
  Extension cloned() {
    return new Extension(id, name, wantsInvocations);
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** Asks for an event; again too, if the connection on which it waited was lost. */
  void beginWait() throws RefusedException {
    boolean allowed =
        switch (state) {
          case REGISTERED, RUNNING -> true;
          case READY -> !waiting;
          case INIT_ERROR, EXIT_ERROR -> false;
        };
    if (!allowed) {
      throw refused(State.READY);
    }
    state = State.READY;
    waiting = true;
  }

  void endWait() {
    waiting = false;
  }

  boolean hasEvent() {
    return event != null;
  }

  @Nullable ExtensionEvent takeEvent() {
    ExtensionEvent taken = event;
    event = null;
    state = State.RUNNING;
    return taken;
  }

  void give(ExtensionEvent next) {
    if (wantsInvocations) {
      event = next;
    }
  }

  void fail(State to) throws RefusedException {
    boolean allowed =
        to == State.INIT_ERROR
            ? state == State.REGISTERED || state == State.INIT_ERROR
            : state != State.INIT_ERROR;
    if (!allowed) {
      throw refused(to);
    }
    state = to;
  }

  /** Whether it has asked for an event once. */
  boolean isInitialized() {
    return state != State.REGISTERED && state != State.INIT_ERROR;
  }

  /** Whether it waits for an event that there is none of yet; always, if it wants none. */
  boolean isBack() {
    return !wantsInvocations || (state == State.READY && event == null);
  }

  private RefusedException refused(State to) {
    return new RefusedException(
        403,
        "Extension.InvalidExtensionState",
        "State transition from "
            + state.displayName()
            + " to "
            + to.displayName()
            + " failed for extension "
            + id
            + ". Error: State transition is not allowed");
  }
}
