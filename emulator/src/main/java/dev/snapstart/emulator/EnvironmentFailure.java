package dev.snapstart.emulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment that could not be started, checkpointed or restored. Its process has ended. Safe
 * for use by many threads.
 */
public final class EnvironmentFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** Where in its life an environment failed. */
  public enum Phase {
    /** From the start of the process, before hooks included, to the request for what comes next. */
    INIT,
    /** From the restore, after hooks included, to the request for an invocation. */
    RESTORE
  }

  /** Where it failed. */
  private final Phase phase;

  /** What kind of failure it was. */
  private final String errorType;

  /** What the runtime posted. */
  private final @Nullable String errorPayload;

  /** How the process ended. */
  private final @Nullable Integer exitStatus;

  /** What the process printed last. */
  private final String lastOutput;

  private final transient @Nullable List<RecordedRequest> requests;

  EnvironmentFailure(Phase phase, String message, PlatformError error, Remains remains) {
    super(message);
    this.phase = phase;
    this.errorType = error.errorType();
    this.errorPayload = remains.errorPayload();
    this.exitStatus = remains.exitStatus();
    this.lastOutput = remains.lastOutput();
    this.requests = remains.requests();
  }

  /**
   * Where the environment failed.
   *
   * @return the phase; hooks before the checkpoint belong to init, those after it to the restore
   */
  public Phase phase() {
    return phase;
  }

  /**
   * The kind of the failure.
   *
   * @return the {@code Category.Reason} that the runtime sent with its error, or the platform's
   *     own, such as {@code Runtime.ExitError} or {@code Sandbox.Timedout}
   */
  public String errorType() {
    return errorType;
  }

  /**
   * The error that the runtime posted to {@code init/error} or {@code restore/error}.
   *
   * @return the JSON as posted, or null if it posted none
   */
  public @Nullable String errorPayload() {
    return errorPayload;
  }

  /**
   * How the process ended.
   *
   * @return its exit status, or null if it did not start or had to be killed
   */
  public @Nullable Integer exitStatus() {
    return exitStatus;
  }

  /**
   * The last lines that the process printed.
   *
   * @return lines ended by a line feed; empty if there are none
   */
  public String lastOutput() {
    return lastOutput;
  }

  /**
   * What the process asked of the Runtime API since it started.
   *
   * @return the requests, oldest first; none if this exception was serialized
   */
  public List<RecordedRequest> requests() {
    return requests == null ? List.of() : requests;
  }

  /** What is left of a process that failed. */
  record Remains(
      @Nullable String errorPayload,
      @Nullable Integer exitStatus,
      String lastOutput,
      List<RecordedRequest> requests) {}
}
