package dev.snapstart.samples.spring;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A random series and a counter. Because org.crac is there, Spring stops the beans that have a
 * lifecycle before the checkpoint and starts them in each clone: there begins a new series.
 */
@Component
class OrderNumbers implements SmartLifecycle {

  /** The series and the counter change together, so both are one value. */
  private record Series(String name, AtomicInteger counter) {}

  private volatile @Nullable Series series;

  String next() {
    Series current = series;
    if (current == null) {
      throw new IllegalStateException("order numbers are given while the context runs only");
    }
    return current.name() + "-" + current.counter().incrementAndGet();
  }

  @Override
  public void start() {
    series = new Series(UUID.randomUUID().toString(), new AtomicInteger());
  }

  @Override
  public void stop() {
    series = null;
  }

  @Override
  public boolean isRunning() {
    return series != null;
  }
}
