package dev.snapstart.samples.orders;

import java.util.List;

/**
 * What the customer gets back. All amounts are in cents.
 *
 * @param orderNumber different for every order of every clone
 * @param customer who ordered
 * @param lines what was ordered, with prices
 * @param netCents the sum of the lines
 * @param vatCents the tax on it
 * @param totalCents what is to be paid
 */
public record PricedOrder(
    String orderNumber,
    String customer,
    List<Line> lines,
    long netCents,
    long vatCents,
    long totalCents) {

  /**
   * One product of an order, with its price.
   *
   * @param sku the product's number
   * @param name the product's name
   * @param quantity how many
   * @param cents the price of all of them, discount included
   */
  public record Line(String sku, String name, int quantity, long cents) {}

  /** The same order under a number. */
  PricedOrder withNumber(String number) {
    return new PricedOrder(number, customer, lines, netCents, vatCents, totalCents);
  }
}
