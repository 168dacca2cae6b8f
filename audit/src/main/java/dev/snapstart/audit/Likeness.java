package dev.snapstart.audit;

/**
 * Whether two values of the same place are the same state, or one that the same state has come to.
 */
final class Likeness {

  /** So many numbers may have been drawn between two dumps. */
  private static final int DRAWN = 1 << 16;

  private static final long LCG_FACTOR = 0x5DEECE66DL;
  private static final long LCG_MASK = (1L << 48) - 1;
  private static final long LCG_STEP = 0xBL;

  /** What {@code ThreadLocalRandom} adds to its seeder for each thread. */
  private static final long SEEDER_STEP = 0xbb67ae8584caa73bL;

  private static final int HEX = 16;
  private static final long COUNTED = 1 << 20;

  private Likeness() {}

  /** Whether the state of an earlier dump is still there in a later one. */
  static boolean holds(Kind kind, String earlier, String later) {
    if (earlier.equals(later)) {
      return true;
    }
    return switch (kind) {
      case RANDOM, MATH_RANDOM, STRICT_MATH_RANDOM, SHUFFLE_RANDOM -> isDrawn(earlier, later);
      case SPLITTABLE_RANDOM -> isSplit(earlier, later);
      case THREAD_LOCAL_RANDOM -> isCounted(unsigned(earlier), unsigned(later), SEEDER_STEP);
      case ID_GENERATOR -> isIncreased(earlier, later);
      default -> false;
    };
  }

  private static boolean isDrawn(String earlier, String later) {
    long seed = unsigned(earlier);
    long wanted = unsigned(later);
    for (int i = 0; i < DRAWN; i++) {
      seed = seed * LCG_FACTOR + LCG_STEP & LCG_MASK;
      if (seed == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSplit(String earlier, String later) {
    String[] one = earlier.split("/", 2);
    String[] other = later.split("/", 2);
    return one.length == 2
        && other.length == 2
        && one[1].equals(other[1])
        && isCounted(unsigned(one[0]), unsigned(other[0]), unsigned(one[1]));
  }

  /** Whether a few steps lead from one to the other; steps are odd, so they have an inverse. */
  private static boolean isCounted(long earlier, long later, long step) {
    long inverse = step;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - step * inverse;
    }
    long steps = (later - earlier) * inverse;
    return steps >= 0 && steps <= DRAWN;
  }

  private static boolean isIncreased(String earlier, String later) {
    if (earlier.isEmpty() || later.isEmpty()) {
      return false;
    }
    long more = Long.parseLong(later) - Long.parseLong(earlier);
    return more >= 0 && more < COUNTED;
  }

  private static long unsigned(String hex) {
    return Long.parseUnsignedLong(hex, HEX);
  }
}
