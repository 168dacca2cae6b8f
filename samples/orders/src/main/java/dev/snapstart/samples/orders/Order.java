package dev.snapstart.samples.orders;

import java.util.List;

/**
 * What a customer sends.
 *
 * @param customer who orders
 * @param lines what is ordered
 */
public record Order(String customer, List<Line> lines) {

  /**
   * One product of an order.
   *
   * @param sku the product's number
   * @param quantity how many; not an int, into which the parser would cut 2.9 to 2 unnoticed
   */
  public record Line(String sku, double quantity) {}
}
