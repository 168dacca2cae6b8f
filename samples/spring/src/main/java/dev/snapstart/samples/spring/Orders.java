package dev.snapstart.samples.spring;

import dev.snapstart.hooks.Priming;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Service;

/** What the shop does. */
@Service
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
