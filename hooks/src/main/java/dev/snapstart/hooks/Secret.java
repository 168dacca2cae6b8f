package dev.snapstart.hooks;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A password or token that must not be in a snapshot: it is overwritten before the checkpoint and
 * fetched again when it is next used, and again when it is too old or was refused.
 *
 * <pre>{@code
 * private final Secret password =
 *     Secret.of("orders database", this::fetchPassword, Duration.ofMinutes(10));
 * ...
 * Connection connection = password.use(this::connect, e -> e instanceof SQLInvalidAuthorizationSpecException);
 * }</pre>
 *
 * <p>What the source and the program keep of it is theirs to overwrite. Thread-safe: one thread
 * fetches, those that come meanwhile wait for it.
 */
public final class Secret implements AutoCloseable {

  /**
   * Something that needs the secret.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Use<T> {

    /**
     * Does it.
     *
     * @param secret a copy, overwritten as soon as this returns
     * @return anything
     * @throws Exception when it cannot be done, because the secret was refused perhaps
     */
    T with(char[] secret) throws Exception;
  }

  private final String name;
  private final Callable<char[]> source;
  private final long lifeMillis;
  private final HookClock clock;
  private final HookRegistration wiping;
  private char @Nullable [] current;
  private long fetchedMillis;

  Secret(String name, Callable<char[]> source, Duration timeToLive, HookClock clock) {
    this.name = name;
    this.source = Objects.requireNonNull(source, "a secret needs a source [HOOKS_NULL_ARGUMENT]");
    this.lifeMillis = timeToLive.toMillis();
    this.clock = clock;
    if (timeToLive.isZero() || timeToLive.isNegative()) {
      throw new IllegalArgumentException(
          "cannot keep secret \""
              + name
              + "\" for "
              + timeToLive
              + ": expected more than zero [HOOKS_BAD_DURATION]");
    }
    this.wiping = CheckpointHooks.beforeCheckpoint("secret " + name, this::wipe);
  }

  /**
   * Describes a secret; fetches nothing yet.
   *
   * @param name for reports, such as {@code orders database}; never a part of the secret
   * @param source fetches it; what it returns is this holder's to overwrite
   * @param timeToLive after how long, by the wall clock, it is fetched again; more than zero
   * @return the holder
   * @throws IllegalArgumentException when the name is not fit for a report, or the time to live is
   *     zero or negative
   */
  public static Secret of(String name, Callable<char[]> source, Duration timeToLive) {
    return new Secret(name, source, timeToLive, HookClock.SYSTEM);
  }

  /**
   * Uses the secret.
   *
   * @param use gets a copy
   * @param <T> what comes of it
   * @return what came of it
   * @throws Exception what the source or the use threw
   */
  public <T> T use(Use<T> use) throws Exception {
    char[] copy = copy(null);
    try {
      return use.with(copy);
    } finally {
      Arrays.fill(copy, '\0');
    }
  }

  /**
   * Uses the secret, and once more with a newly fetched one if it was refused.
   *
   * @param use gets a copy
   * @param refused says whether what the use threw means that the secret was refused
   * @param <T> what comes of it
   * @return what came of it
   * @throws Exception what the source threw, or the use, at the second time perhaps
   */
  public <T> T use(Use<T> use, Predicate<? super Exception> refused) throws Exception {
    char[] copy = copy(null);
    try {
      return use.with(copy);
    } catch (Exception e) {
      if (!refused.test(e)) {
        throw e;
      }
      char[] old = copy;
      copy = copy(old);
      Arrays.fill(old, '\0');
      return use.with(copy);
    } finally {
      Arrays.fill(copy, '\0');
    }
  }

  /** Overwrites the secret and forgets it; the next use fetches it again. */
  public synchronized void wipe() {
    if (current != null) {
      Arrays.fill(current, '\0');
      current = null;
    }
  }

  /** Overwrites the secret and removes its hook. */
  @Override
  public void close() {
    wiping.close();
    wipe();
  }

  /** Never a part of the secret. */
  @Override
  public String toString() {
    return "Secret[" + name + "]";
  }

  /** A copy of one that is young enough, and not the one that was refused. */
  private synchronized char[] copy(char @Nullable [] refused) throws Exception {
    long now = clock.currentTimeMillis();
    char[] known = current;
    if (known == null
        || Math.abs(now - fetchedMillis) >= lifeMillis
        || (refused != null && Arrays.equals(known, refused))) {
      wipe();
      known = source.call();
      if (known == null) {
        throw new IllegalStateException(
            "the source of secret \"" + name + "\" gave null [HOOKS_SECRET_MISSING]");
      }
      current = known;
      fetchedMillis = now;
    }
    return known.clone();
  }
}
