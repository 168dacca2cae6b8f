package dev.snapstart.samples.micronaut;

import dev.snapstart.hooks.Priming;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What the shop does. */
@Singleton
class Orders {

  private final OrderNumbers numbers;
  private final AtomicInteger sold = new AtomicInteger();

  Orders(OrderNumbers numbers) {
    this.numbers = numbers;
  }

  Receipt place(Order order) {
    Receipt receipt = new Receipt(numbers.next(), order.customer());
    if (!Priming.isPriming()) {
      System.out.println("sold: " + sold.incrementAndGet());
    }
    return receipt;
  }
}
