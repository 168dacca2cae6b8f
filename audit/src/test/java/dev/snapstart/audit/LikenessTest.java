package dev.snapstart.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LikenessTest {

  private static final long FACTOR = 0x5DEECE66DL;
  private static final long MASK = (1L << 48) - 1;

  @Test
  void knowsAGeneratorThatHasDrawnSomeNumbersAgain() {
    long seed = new Random().nextLong() & MASK;
    long later = seed;
    for (int i = 0; i < 1000; i++) {
      later = later * FACTOR + 0xB & MASK;
    }
    assertThat(Likeness.holds(Kind.RANDOM, Long.toHexString(seed), Long.toHexString(later)))
        .isTrue();
  }

  @Test
  void knowsThatAGeneratorHasAnotherSeed() {
    assertThat(Likeness.holds(Kind.RANDOM, "123456789abc", "cba987654321")).isFalse();
  }

  @Test
  void knowsASplittableGeneratorByItsStep() {
    String step = "9e3779b97f4a7c15";
    String later = Long.toHexString(5 + 3 * Long.parseUnsignedLong(step, 16));
    assertThat(Likeness.holds(Kind.SPLITTABLE_RANDOM, "5/" + step, later + "/" + step)).isTrue();
    assertThat(Likeness.holds(Kind.SPLITTABLE_RANDOM, "5/" + step, "7/" + step)).isFalse();
    assertThat(Likeness.holds(Kind.SPLITTABLE_RANDOM, "5/" + step, "5/3")).isFalse();
  }

  @Test
  void knowsACounterThatHasGoneOn() {
    assertThat(Likeness.holds(Kind.ID_GENERATOR, "1000", "1017")).isTrue();
    assertThat(Likeness.holds(Kind.ID_GENERATOR, "1000", "88000000000")).isFalse();
  }
}
