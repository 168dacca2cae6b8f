package dev.snapstart.samples.orders;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Order numbers: a random series and a counter. A clone that kept the series it was snapshotted
 * with would hand out the same numbers as all others, so each begins a new one when it is restored.
 */
final class OrderNumbers {

  private static final int SERIES_BYTES = 8;

  /** The series and the counter change together, so both are one value. */
  private record Series(String name, AtomicInteger counter) {}

  private volatile Series series = newSeries();

  String next() {
    Series current = series;
    return current.name() + "-" + current.counter().incrementAndGet();
  }

  /** Begins a new series. */
  void renew() {
    series = newSeries();
  }

  private static Series newSeries() {
    byte[] random = new byte[SERIES_BYTES];
    // made here and not kept: the default SecureRandom asks the kernel, which knows of restores
    new SecureRandom().nextBytes(random);
    return new Series(HexFormat.of().formatHex(random), new AtomicInteger());
  }
}
