package dev.snapstart.rules;

/** Readings of clocks, as far as two of them make a distance, which does not grow old. */
final class Times {

  private Times() {}

  /** Whether both sides of a difference were read from one clock in the same method. */
  static boolean isDistance(MethodBody body, int difference) {
    return body.origin(difference) instanceof Origin.Difference sides
        && (isReading(body, sides, "nanoTime") || isReading(body, sides, "currentTimeMillis"));
  }

  private static boolean isReading(MethodBody body, Origin.Difference sides, String clock) {
    return isReading(body, sides.left(), clock) && isReading(body, sides.right(), clock);
  }

  private static boolean isReading(MethodBody body, OriginSet value, String clock) {
    return value.stream()
        .anyMatch(origin ->
            body.origin(origin) instanceof Origin.Result result
                && result.call().target().owner().equals("java/lang/System")
                && result.call().target().name().equals(clock));
  }
}
