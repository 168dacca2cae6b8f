package dev.snapstart.benchmarks.functions.plain;

/** An answer as applications have them. */
public final class Receipt {

  private final String order;
  private final double total;

  Receipt(String order, double total) {
    this.order = order;
    this.total = total;
  }

  public String getOrder() {
    return order;
  }

  public double getTotal() {
    return total;
  }
}
