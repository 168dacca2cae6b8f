package dev.snapstart.emulator;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a runtime may do when: the table of RIE's {@code core/states.go}, with one addition: a
 * runtime may ask again for {@code restore/next}, because its connection is taken from it while a
 * snapshot is made.
 */
enum RuntimeState {
  STARTED("Started"),
  INIT_ERROR("InitError"),
  RESTORE_READY("RestoreReady"),
  RESTORING("Restoring"),
  RESTORE_ERROR("RestoreError"),
  READY("Ready"),
  RUNNING("Running"),
  INVOCATION_RESPONSE("InvocationResponse"),
  INVOCATION_ERROR_RESPONSE("InvocationErrorResponse"),
  RESPONSE_SENT("ResponseSent");

  private static final Map<RuntimeState, Set<RuntimeState>> ALLOWED = allowed();

  private final String displayName;

  RuntimeState(String displayName) {
    this.displayName = displayName;
  }

  /** The name as it stands in the messages of the platform. */
  String displayName() {
    return displayName;
  }

  boolean allows(RuntimeState next) {
    return ALLOWED.getOrDefault(this, Set.of()).contains(next);
  }

  private static Map<RuntimeState, Set<RuntimeState>> allowed() {
    Map<RuntimeState, Set<RuntimeState>> table = new EnumMap<>(RuntimeState.class);
    table.put(STARTED, EnumSet.of(READY, RESTORE_READY, INIT_ERROR));
    table.put(RESTORE_READY, EnumSet.of(RESTORE_READY, RESTORING));
    table.put(RESTORING, EnumSet.of(READY, RESTORE_ERROR));
    table.put(READY, EnumSet.of(READY, RUNNING));
    table.put(RUNNING, EnumSet.of(RUNNING, INVOCATION_RESPONSE, INVOCATION_ERROR_RESPONSE));
    table.put(INVOCATION_RESPONSE, EnumSet.of(RESPONSE_SENT));
    table.put(INVOCATION_ERROR_RESPONSE, EnumSet.of(RESPONSE_SENT));
    table.put(RESPONSE_SENT, EnumSet.of(READY));
    return table;
  }
}
