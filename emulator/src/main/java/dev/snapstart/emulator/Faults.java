package dev.snapstart.emulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of a function process meet a {@link Fault}, for tests of runtimes. Immutable; safe
 * for use by many threads.
 */
public final class Faults {

  /** A request of the Runtime API, whatever its id. */
  public enum Endpoint {
    /** {@code GET /runtime/invocation/next}. */
    NEXT("GET", "/runtime/invocation/next"),
    /** {@code POST /runtime/invocation/ID/response}. */
    RESPONSE("POST", "/response"),
    /** {@code POST /runtime/invocation/ID/error}. */
    ERROR("POST", "/error"),
    /** {@code POST /runtime/init/error}. */
    INIT_ERROR("POST", "/runtime/init/error"),
    /** {@code GET /runtime/restore/next}. */
    RESTORE_NEXT("GET", "/runtime/restore/next"),
    /** {@code POST /runtime/restore/error}. */
    RESTORE_ERROR("POST", "/runtime/restore/error");

    private final String method;
    private final String pathEnd;

    Endpoint(String method, String pathEnd) {
      this.method = method;
      this.pathEnd = pathEnd;
    }

    private boolean isMeant(String method, String path) {
      boolean other = this == ERROR && !path.contains("/invocation/");
      return this.method.equals(method) && path.endsWith(pathEnd) && !other;
    }

    static @Nullable Endpoint of(String method, String path) {
      for (Endpoint endpoint : values()) {
        if (endpoint.isMeant(method, path)) {
          return endpoint;
        }
      }
      return null;
    }
  }

  private record Occasion(Endpoint endpoint, int count) {}

  /** When which invocation of a process ends with it. */
  private record Kill(int count, Duration after) {}

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Faults NONE = new Faults();

  private Map<Occasion, Fault> faults = Map.of();
  private Duration deafness = Duration.ZERO;
  private Duration slowness = Duration.ZERO;
  private Duration restoreDelay = Duration.ZERO;
  private int maxResponseBytes = PlatformError.MAX_RESPONSE_BYTES;
  private @Nullable Kill kill;

  private Faults() {}

  /** A copy, to be changed before anybody else sees it. */
  private Faults(Faults same) {
    faults = same.faults;
    deafness = same.deafness;
    slowness = same.slowness;
    restoreDelay = same.restoreDelay;
    maxResponseBytes = same.maxResponseBytes;
    kill = same.kill;
  }

  /**
   * A Runtime API that works.
   *
   * @return no faults
   */
  public static Faults none() {
    return NONE;
  }

  /**
   * Adds a fault.
   *
   * @param endpoint which requests are counted
   * @param count which of them meets the fault; the first of a process is 1
   * @param fault what happens to it
   * @return these faults and the new one
   */
  public Faults at(Endpoint endpoint, int count, Fault fault) {
    Map<Occasion, Fault> more = new LinkedHashMap<>(faults);
    more.put(new Occasion(endpoint, count), fault);
    Faults copy = new Faults(this);
    copy.faults = Map.copyOf(more);
    return copy;
  }

  /**
   * Makes the port of the Runtime API refuse connections at first.
   *
   * @param time how long, from before the start of the process
   * @return these faults and the new one
   */
  public Faults refusingFor(Duration time) {
    Faults copy = new Faults(this);
    copy.deafness = positive(time);
    return copy;
  }

  /**
   * Makes the Runtime API slow: it looks at every request that meets no other fault only after a
   * while.
   *
   * @param time for how long nothing happens
   * @return these faults and the new one
   */
  public Faults slowedBy(Duration time) {
    Faults copy = new Faults(this);
    copy.slowness = positive(time);
    return copy;
  }

  /**
   * Makes restores slow: the process is let go only after a while, which is a part of the restore.
   *
   * @param time for how long nothing happens
   * @return these faults and the new one
   */
  public Faults restoringSlowly(Duration time) {
    Faults copy = new Faults(this);
    copy.restoreDelay = positive(time);
    return copy;
  }

  /**
   * Makes responses too large that others would let pass: they are refused with 413, and the
   * invocation has failed.
   *
   * @param bytes how large a response that is not streamed may be
   * @return these faults and the new one
   */
  public Faults limitingResponsesTo(int bytes) {
    Faults copy = new Faults(this);
    copy.maxResponseBytes = bytes;
    return copy;
  }

  /**
   * Kills the process in the middle of an invocation.
   *
   * @param count which invocation of a process; the first is 1
   * @param after how long after the event was handed out
   * @return these faults and the new one
   */
  public Faults killingDuring(int count, Duration after) {
    Faults copy = new Faults(this);
    copy.kill = new Kill(count, positive(after));
    return copy;
  }

  private static Duration positive(Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "cannot wait for "
              + time
              + ": expected a positive duration of a year at most [EMULATOR_BAD_OPTION]");
    }
    return time;
  }

  Duration deafness() {
    return deafness;
  }

  int maxResponseBytes() {
    return maxResponseBytes;
  }

  Duration restoreDelay() {
    return restoreDelay;
  }

  /** After which time the process is killed in this invocation; null if it is not. */
  @Nullable Duration untilKill(int invocation) {
    return kill != null && kill.count() == invocation ? kill.after() : null;
  }

  @Nullable Fault of(Endpoint endpoint, int count) {
    Fault fault = faults.get(new Occasion(endpoint, count));
    return fault == null && !slowness.isZero() ? new Fault.Delayed(slowness) : fault;
  }
}
