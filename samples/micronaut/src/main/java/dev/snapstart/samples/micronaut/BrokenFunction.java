package dev.snapstart.samples.micronaut;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.hooks.Priming;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same in the wrong order, and numbers orders by itself. */
public final class BrokenFunction implements RequestHandler<Order, Receipt> {

  private static final byte[] SAMPLE = "{\"customer\":\"nobody\"}".getBytes(StandardCharsets.UTF_8);

  private final String series = UUID.randomUUID().toString(); // HIT SNAP_UNIQUE_VALUE
  private final AtomicInteger counter = new AtomicInteger();
  private final Orders orders;

  /** Primes, and then starts the context: so its beans are at rest when the sample comes. */
  public BrokenFunction() {
    Priming.handler("place a sample order", this, Order.class, SAMPLE); // BROKEN
    orders = Shop.start().getBean(Orders.class);
  }

  @Override
  public Receipt handleRequest(Order order, Context context) {
    Receipt receipt = orders.place(order);
    return new Receipt(series + "-" + counter.incrementAndGet(), receipt.customer());
  }
}
