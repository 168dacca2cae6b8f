package dev.snapstart.hooks;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for, and again after each restore: an id, a token, a
 * cache. For what holds connections there is {@link dev.snapstart.hooks.connections.RebuiltClient}.
 * Threads that ask at once get one and the same. The value of before the restore is closed if it is
 * {@link AutoCloseable}, by the thread that makes the new one. Thread-safe.
 *
 * <pre>{@code
 * private final PerRestore<Map<String, Price>> prices = PerRestore.of(ConcurrentHashMap::new);
 * ...
 * prices.get().computeIfAbsent(product, this::fetchPrice);
 * }</pre>
 *
 * @param <T> the value's type
 */
public final class PerRestore<T> {

  private record Made<T>(int restore, T value) {}

  private final Supplier<? extends T> maker;
  private volatile @Nullable Made<T> made;

  private PerRestore(Supplier<? extends T> maker) {
    this.maker = maker;
  }

  /**
   * Describes a value; makes none yet.
   *
   * @param maker makes the value, never null; called by one thread at a time, at most once a
   *     restore unless it throws; must not ask for the value itself
   * @param <T> the value's type
   * @return the holder
   * @throws NullPointerException when the maker is null
   */
  public static <T> PerRestore<T> of(Supplier<? extends T> maker) {
    // somebody has to count the restores
    CheckpointHooks.ensureRegistered();
    return new PerRestore<>(
        Objects.requireNonNull(
            maker, "cannot make values without a maker of values [HOOKS_NULL_ARGUMENT]"));
  }

  /**
   * The value of this process since its newest restore.
   *
   * @return what the maker made
   * @throws RuntimeException what the maker threw; the next call tries again
   */
  public T get() {
    Made<T> current = made;
    return current != null && current.restore() == Restores.count() ? current.value() : renewed();
  }

  /**
   * Drops the value, as a restore does: it is closed if it can be, and the next call of {@link
   * #get} makes another one. For a token that was refused, or before a checkpoint.
   */
  public void reset() {
    Made<T> old;
    synchronized (this) {
      old = made;
      made = null;
    }
    close(old);
  }

  private T renewed() {
    Made<T> old;
    Made<T> renewed;
    synchronized (this) {
      old = made;
      int restore = Restores.count();
      if (old != null && old.restore() == restore) {
        return old.value();
      }
      renewed = new Made<>(restore, maker.get());
      made = renewed;
    }
    close(old);
    return renewed.value();
  }

  private static void close(@Nullable Made<?> old) {
    if (old != null && old.value() instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        // what is closed is from before the restore; nobody can do anything about it
        System.err.println(
            "cannot close a value of before the restore: "
                + ReportText.describe(e)
                + " [HOOKS_CLOSE_FAILED]");
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
