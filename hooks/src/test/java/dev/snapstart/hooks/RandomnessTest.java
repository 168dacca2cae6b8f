package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.snapstart.hooks.fakecrac.Context;
import dev.snapstart.hooks.fakecrac.Core;
import dev.snapstart.hooks.fakecrac.Resource;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Two clones of one snapshot are two runs from one state: the test sets the state that a generator
 * has in the snapshot, asks it for a number, sets it again, restores, and asks again.
 */
class RandomnessTest {

  private static final long STATE = 20_261_121;

  /** Of ThreadLocalRandom. */
  private static final long SEEDER_INCREMENT = 0xbb67ae8584caa73bL;

  private final Context<Resource> crac = Core.getGlobalContext();

  @BeforeAll
  static void registerAnyHook() {
    CheckpointHooks.afterRestore("any", () -> {});
  }

  @Test
  void seedsWhatIsRegisteredAndNothingElse() throws Exception {
    Random registered = Randomness.register(new Random(STATE));
    Random other = new Random(STATE);
    restore();
    assertThat(other.nextLong()).isEqualTo(new Random(STATE).nextLong());
    assertThat(registered.nextLong()).isNotEqualTo(new Random(STATE).nextLong());
  }

  @Test
  void seedsSecureRandomsThatAreOnlyAsRandomAsTheirSeed() throws Exception {
    SecureRandom registered = Randomness.register(seeded());
    assertThat(numbers(seeded())).isEqualTo(numbers(seeded()));
    restore();
    assertThat(numbers(registered)).isNotEqualTo(numbers(seeded()));
  }

  @Test
  void seedsMathRandom() throws Exception {
    assertThat(
            inClones(
                () -> JvmState.mathRandom().setSeed(STATE),
                () -> Double.doubleToLongBits(Math.random())))
        .doesNotHaveDuplicates();
  }

  @Test
  void seedsThreadLocalRandomOfThreadsThatRun() throws Exception {
    ThreadLocalRandom current = ThreadLocalRandom.current();
    assertThat(inClones(() -> JvmState.setThreadSeed(STATE), current::nextLong))
        .doesNotHaveDuplicates();
  }

  /** Whichever threads of the JVM ask meanwhile, each takes one step from the state. */
  @Test
  void seedsThreadLocalRandomOfThreadsToCome() throws Exception {
    JvmState.setCounter(ThreadLocalRandom.class.getName(), "seeder", STATE);
    restore();
    long restored = JvmState.counter(ThreadLocalRandom.class.getName(), "seeder");
    for (int steps = 0; steps < 10_000; steps++) {
      assertThat(restored).isNotEqualTo(STATE + steps * SEEDER_INCREMENT);
    }
  }

  @Test
  void seedsSplittableRandomsToCome() throws Exception {
    assertThat(
            inClones(
                () -> JvmState.setCounter(SplittableRandom.class.getName(), "defaultGen", STATE),
                () -> new SplittableRandom().nextLong()))
        .doesNotHaveDuplicates();
  }

  @Test
  void saysNothingWhereAllWasSeeded() throws Exception {
    restore();
    assertThat(CheckpointHooks.report().remains()).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "the option is newer")
  void saysWhatStaysWhereTheJvmForbidsIt() throws Exception {
    assertThat(OtherJvm.outputOf(Repairing.class, "--sun-misc-unsafe-memory-access=deny").lines())
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.contains("UnsupportedOperationException"));
  }

  @Test
  void warnsBeforeTheCheckpointWhereTheJvmHasNoWayToItsGenerators() throws Exception {
    assertThat(OtherJvm.outputOf(Preparing.class, "--limit-modules=java.base"))
        .startsWith("clones will draw the same numbers, no new seed can be given to the JVM's own")
        .contains("ClassNotFoundException: sun.misc.Unsafe")
        .endsWith(
            "the JVM needs module jdk.unsupported, and access to sun.misc.Unsafe [HOOKS_SHARED_SEEDS]");
  }

  @Test
  void leavesTheJvmAloneOnRequest() throws Exception {
    assertThat(OtherJvm.outputOf(LeftAlone.class, "-Dunused")).endsWith("left alone");
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> Randomness.register(null))
        .withMessageContaining("[HOOKS_NULL_ARGUMENT]");
  }

  /** Prints what stays after a repair. */
  static final class Repairing {
    public static void main(String[] arguments) {
      Randomness.repairJvm().forEach(System.out::println);
    }
  }

  /** Does what comes before the checkpoint. */
  static final class Preparing {
    public static void main(String[] arguments) {
      Randomness.prepareJvm();
    }
  }

  /** Repairs a JVM with a known seed that must stay. */
  static final class LeftAlone {
    public static void main(String[] arguments) {
      JvmState.mathRandom().setSeed(STATE);
      Randomness.leaveJvmAlone();
      Randomness.repairJvm();
      if (Math.random() == new Random(STATE).nextDouble()) {
        System.out.println("left alone");
      }
    }
  }

  /** What two clones draw, after what the snapshot's process itself would have drawn. */
  private List<Long> inClones(Runnable snapshot, LongSupplier draw) throws Exception {
    draw.getAsLong();
    snapshot.run();
    long first = draw.getAsLong();
    snapshot.run();
    assertThat(draw.getAsLong()).isEqualTo(first);
    List<Long> drawn = new ArrayList<>(List.of(first));
    for (int clone = 0; clone < 2; clone++) {
      snapshot.run();
      restore();
      drawn.add(draw.getAsLong());
    }
    return drawn;
  }

  private void restore() throws Exception {
    crac.beforeCheckpoint(crac);
    crac.afterRestore(crac);
  }

  private static SecureRandom seeded() throws Exception {
    SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(STATE);
    return random;
  }

  private static String numbers(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Arrays.toString(bytes);
  }
}
