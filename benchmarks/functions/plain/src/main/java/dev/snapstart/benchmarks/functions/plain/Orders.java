package dev.snapstart.benchmarks.functions.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Adds up an order. */
public final class Orders implements RequestHandler<Order, Receipt> {

  /** Primes, where that is wanted. */
  public Orders() {
    if (System.getenv("PRIME") != null) {
      Prime.with(() -> handleRequest(new Order(), null));
    }
  }

  @Override
  public Receipt handleRequest(Order order, Context context) {
    double total = 0;
    for (Order.Item item : order.getItems()) {
      total += item.getQuantity() * item.getPrice();
    }
    return new Receipt(order.getId(), total);
  }
}
