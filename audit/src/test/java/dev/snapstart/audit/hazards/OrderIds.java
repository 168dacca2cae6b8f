package dev.snapstart.audit.hazards;

import java.util.Random;

/** Hands out ids, the same in all clones. */
final class OrderIds {

  private final Random random = new Random();

  int next() {
    return random.nextInt();
  }
}
