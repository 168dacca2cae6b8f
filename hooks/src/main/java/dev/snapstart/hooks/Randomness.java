package dev.snapstart.hooks;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes generators of random numbers differ between the clones of a snapshot. What the JVM itself
 * holds is given new seeds after each restore as soon as there is any hook: {@link Math#random},
 * {@code ThreadLocalRandom} of all platform threads and of those to come, and the seeds of {@code
 * new Random()} and {@code new SplittableRandom()}. Generators of the program's own are registered
 * here:
 *
 * <pre>{@code
 * private final Random jitter = Randomness.register(new Random());
 * }</pre>
 *
 * <p>{@code new SecureRandom()} and {@code UUID.randomUUID()} need nothing of this on Linux: each
 * of their bytes is mixed with the operating system's. {@code SecureRandom.getInstance("SHA1PRNG")}
 * and {@code "DRBG"} do need it, and those that are made after the restore as well: their common
 * seed is in the snapshot. A {@code SplittableRandom} cannot be seeded again: hold it in a {@link
 * PerRestore}.
 *
 * <p>On JDK 24 and newer the JVM prints a warning about {@code sun.misc.Unsafe} when its own
 * generators are seeded; {@code --sun-misc-unsafe-memory-access=allow} keeps it quiet. Where the
 * JVM forbids it nothing fails: a line before the checkpoint and {@link HookReport#remains} say
 * what keeps its seed. Thread-safe.
 */
public final class Randomness {

  private static final int SEED_BYTES = 32;

  private static final AtomicBoolean LEFT_ALONE = new AtomicBoolean();

  private Randomness() {}

  /**
   * Gives a generator a new seed after each restore, one that was seeded by hand as well, because
   * somebody asks for it here.
   *
   * @param random a generator that can be seeded; {@link SecureRandom}s are
   * @param <R> its type
   * @return the same generator
   * @throws NullPointerException when there is none
   */
  public static <R extends Random> R register(R random) {
    Objects.requireNonNull(
        random, "cannot register a generator that is null [HOOKS_NULL_ARGUMENT]");
    CheckpointHooks.hook("seed of " + random.getClass().getSimpleName())
        .priority(Integer.MAX_VALUE)
        .afterRestore(new Reseeding(random))
        .register();
    return random;
  }

  /** Leaves the JVM's own generators as they are in the snapshot, from the next restore on. */
  public static void leaveJvmAlone() {
    LEFT_ALONE.set(true);
  }

  /**
   * Loads what new seeds need, so that after the restore they cost next to nothing, and tells what
   * will not get one.
   */
  static void prepareJvm() {
    List<String> remains = repairJvm();
    if (!remains.isEmpty()) {
      System.err.println(
          "clones will draw the same numbers, no new seed can be given to "
              + String.join(", ", remains)
              + "; the JVM needs module jdk.unsupported, and access to sun.misc.Unsafe"
              + " [HOOKS_SHARED_SEEDS]");
    }
  }

  /** Seeds the JVM's own generators; gives back what has kept its seed, and why. */
  static List<String> repairJvm() {
    return LEFT_ALONE.get() ? List.of() : new JvmGenerators(source()).seed();
  }

  /** Asks the operating system for every byte. */
  private static SecureRandom source() {
    SecureRandom source = new SecureRandom();
    source.setSeed(source.generateSeed(SEED_BYTES));
    return source;
  }

  /** Not a lambda, so that the report's hook needs none. */
  private record Reseeding(Random random) implements Hook {

    @Override
    public void run() {
      SecureRandom source = source();
      if (random instanceof SecureRandom secure) {
        byte[] seed = new byte[SEED_BYTES];
        source.nextBytes(seed);
        secure.setSeed(seed);
      } else {
        random.setSeed(source.nextLong());
      }
    }

    // a record's own would ask the generator
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** The generators of the JVM, through memory, for there is no other way to them. */
  private static final class JvmGenerators {

    private final SecureRandom source;
    private final List<String> remains = new ArrayList<>();

    JvmGenerators(SecureRandom source) {
      this.source = source;
    }

    List<String> seed() {
      JvmMemory memory;
      try {
        memory = new JvmMemory();
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        return List.of("the JVM's own generators of random numbers: " + ReportText.describe(e));
      }
      seed(
          "new Random()",
          () -> memory.setCounter("java.util.Random", "seedUniquifier", source.nextLong()));
      seed(
          "new SplittableRandom()",
          () -> memory.setCounter("java.util.SplittableRandom", "defaultGen", source.nextLong()));
      seed(
          "ThreadLocalRandom of new threads",
          () ->
              memory.setCounter(
                  "java.util.concurrent.ThreadLocalRandom", "seeder", source.nextLong()));
      seed("ThreadLocalRandom", () -> memory.setInThreads("threadLocalRandomSeed", source));
      seed(
          "Math.random()",
          () ->
              memory.reseed(
                  "java.lang.Math$RandomNumberGeneratorHolder",
                  "randomNumberGenerator",
                  source.nextLong()));
      return remains;
    }

    private void seed(String what, Hook hook) {
      Throwable thrown = PhaseRun.call(hook);
      if (thrown != null) {
        remains.add(what + ": " + ReportText.describe(thrown));
      }
    }
  }
}
