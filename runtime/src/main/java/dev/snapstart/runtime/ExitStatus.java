package dev.snapstart.runtime;

/** Why the process ends, as the number that the platform logs. */
enum ExitStatus {
  /** The platform announced the end, and the function's work at shutdown is done. */
  SHUT_DOWN(0),

  /** The environment lacks what the runtime needs, or the handler could not be loaded. */
  INIT_FAILED(1),

  /** The Runtime API refused to go on or could not be reached. */
  RUNTIME_API_FAILED(1),

  /** The handler met a {@link VirtualMachineError}; the process can no longer be trusted. */
  VIRTUAL_MACHINE_FAILED(1),

  /** A hook failed, before the checkpoint or after the restore; the same as AWS's own client. */
  CHECKPOINT_FAILED(64);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
