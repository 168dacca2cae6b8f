package dev.snapstart.samples.micronaut;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.hooks.Priming;
import java.nio.charset.StandardCharsets;

/** Places orders. The context is started before the snapshot, and its beans are asked for. */
public final class Function implements RequestHandler<Order, Receipt> {

  private static final byte[] SAMPLE = "{\"customer\":\"nobody\"}".getBytes(StandardCharsets.UTF_8);

  private final Orders orders;

  /** Starts the context, and then primes: so the sample comes while its beans still work. */
  public Function() {
    orders = Shop.start().getBean(Orders.class);
    Priming.handler("place a sample order", this, Order.class, SAMPLE);
  }

  @Override
  public Receipt handleRequest(Order order, Context context) {
    return orders.place(order);
  }
}
