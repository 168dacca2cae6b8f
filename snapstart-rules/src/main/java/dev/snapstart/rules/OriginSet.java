package dev.snapstart.rules;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The numbers of the origins that a value in a method may have; small, sorted, immutable. */
final class OriginSet {

  static final OriginSet EMPTY = new OriginSet(new int[0]);

  /** More than these are a method so branched that more precision would only cost time. */
  private static final int LIMIT = 16;

  private final int[] origins;

  private OriginSet(int[] origins) {
    this.origins = origins;
  }

  static OriginSet of(int origin) {
    return new OriginSet(new int[] {origin});
  }

  OriginSet union(OriginSet other) {
    if (other.containedIn(this)) {
      return this;
    }
    if (containedIn(other)) {
      return other;
    }
    return new OriginSet(
        IntStream.concat(stream(), other.stream()).distinct().sorted().limit(LIMIT).toArray());
  }

  boolean contains(int origin) {
    return Arrays.binarySearch(origins, origin) >= 0;
  }

  boolean isEmpty() {
    return origins.length == 0;
  }

  IntStream stream() {
    return Arrays.stream(origins);
  }

  /** In a loop of its own, as a stream for each value of a program is felt. */
  void forEach(IntConsumer action) {
    for (int origin : origins) {
      action.accept(origin);
    }
  }

  private boolean containedIn(OriginSet other) {
    for (int origin : origins) {
      if (!other.contains(origin)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OriginSet set && Arrays.equals(origins, set.origins);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(origins);
  }
}
