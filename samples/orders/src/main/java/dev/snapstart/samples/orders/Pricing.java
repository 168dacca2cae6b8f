package dev.snapstart.samples.orders;

import java.util.ArrayList;
import java.util.List;

/** Works out what an order costs. All amounts are whole cents. */
final class Pricing {

  private static final int MAX_QUANTITY = 10_000;
  private static final int DISCOUNT_FROM_QUANTITY = 10;
  private static final int DISCOUNT_PERCENT = 5;
  private static final int VAT_PERCENT = 20;

  private final Catalogue catalogue;

  Pricing(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Prices an order; it has no number yet.
   *
   * @throws InvalidOrderException when something about the order is wrong
   */
  PricedOrder price(Order order) throws InvalidOrderException {
    if (order.customer() == null || order.customer().isBlank()) {
      throw new InvalidOrderException("an order needs a customer");
    }
    if (order.lines() == null || order.lines().isEmpty()) {
      throw new InvalidOrderException("an order needs at least one line");
    }
    List<PricedOrder.Line> lines = new ArrayList<>();
    long net = 0;
    for (Order.Line line : order.lines()) {
      PricedOrder.Line priced = price(line);
      lines.add(priced);
      net += priced.cents();
    }
    long vat = percent(net, VAT_PERCENT);
    return new PricedOrder(null, order.customer(), lines, net, vat, net + vat);
  }

  private PricedOrder.Line price(Order.Line line) throws InvalidOrderException {
    if (line == null || line.sku() == null) {
      throw new InvalidOrderException("a line needs a sku");
    }
    int quantity = (int) line.quantity();
    if (quantity != line.quantity() || quantity < 1 || quantity > MAX_QUANTITY) {
      throw new InvalidOrderException(
          "the quantity of "
              + line.sku()
              + " is "
              + line.quantity()
              + ", expected a whole number from 1 to "
              + MAX_QUANTITY);
    }
    Catalogue.Product product = catalogue.find(line.sku());
    long cents = product.unitPriceCents() * quantity;
    if (quantity >= DISCOUNT_FROM_QUANTITY) {
      cents -= percent(cents, DISCOUNT_PERCENT);
    }
    return new PricedOrder.Line(product.sku(), product.name(), quantity, cents);
  }

  /** Rounded half up. */
  private static long percent(long cents, int percent) {
    return (cents * percent + 50) / 100;
  }
}
