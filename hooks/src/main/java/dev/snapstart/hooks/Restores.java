package dev.snapstart.hooks;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be known of the newest restore of this process, from the first hook after it on.
 * Before any restore the count is 0 and the downtime zero. Thread-safe.
 *
 * <pre>{@code
 * log.info("clone {} of a snapshot, {} old", Restores.cloneId(), Restores.downtime());
 * }</pre>
 */
public final class Restores {

  private static final int ID_BYTES = 16;

  private static final PerRestore<String> CLONE_ID = PerRestore.of(Restores::newId);

  private Restores() {}

  /**
   * How often this process was restored. A value that was made under another count is from before
   * the newest restore.
   *
   * @return 0 before any restore
   */
  public static int count() {
    return CheckpointHooks.restores().newest().count();
  }

  /**
   * When the newest restore was, by the wall clock.
   *
   * @return empty before any restore
   */
  public static Optional<Instant> restoredAt() {
    RestoreClock.Restore newest = CheckpointHooks.restores().newest();
    return newest.count() == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(newest.millis()));
  }

  /**
   * For how long the process was a snapshot, by the wall clock, because {@link System#nanoTime}
   * stands still meanwhile on Lambda. From the last hook before the checkpoint to the first one
   * after the restore.
   *
   * @return zero before any restore, and when the wall clock was set back meanwhile and nothing
   *     else tells
   */
  public static Duration downtime() {
    return CheckpointHooks.restores().newest().downtime();
  }

  /**
   * An id of this clone: another one in every clone of a snapshot, the same until the next restore,
   * in place of process ids, host names and log streams, which clones share. Of an own source of
   * randomness of the operating system, so it is not the same in two clones.
   *
   * @return 32 hexadecimal digits
   */
  public static String cloneId() {
    return CLONE_ID.get();
  }

  private static String newId() {
    // generateSeed asks the operating system, whatever a default generator has in the snapshot
    byte[] bytes = new SecureRandom().generateSeed(ID_BYTES);
    StringBuilder id = new StringBuilder(2 * ID_BYTES);
    for (byte b : bytes) {
      id.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return id.toString();
  }
}
