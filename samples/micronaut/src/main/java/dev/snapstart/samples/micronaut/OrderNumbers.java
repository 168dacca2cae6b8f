package dev.snapstart.samples.micronaut;

import io.micronaut.crac.OrderedResource;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A random series and a counter. Micronaut makes each bean of this type when it starts, registers
 * it with org.crac and keeps it: in each clone a new series begins.
 */
@Singleton
class OrderNumbers implements OrderedResource {

  /** The series and the counter change together, so both are one value. */
  private record Series(String name, AtomicInteger counter) {

    static Series begin() {
      return new Series(UUID.randomUUID().toString(), new AtomicInteger());
    }
  }

  private volatile @Nullable Series series = Series.begin();

  String next() {
    Series current = series;
    if (current == null) {
      throw new IllegalStateException("order numbers are given outside of checkpoints only");
    }
    return current.name() + "-" + current.counter().incrementAndGet();
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    series = null;
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    series = Series.begin();
  }
}
