package dev.snapstart.benchmarks.functions.plain;

import java.util.ArrayList;
import java.util.List;

/** An event as applications have them: a bean with a list of beans. */
public final class Order {

  private String id = "";
  private String customer = "";
  private boolean express;
  private List<Item> items = new ArrayList<>();

  /** One line of an order. */
  public static final class Item {

    private String product = "";
    private int quantity;
    private double price;

    public String getProduct() {
      return product;
    }

    public void setProduct(String product) {
      this.product = product;
    }

    public int getQuantity() {
      return quantity;
    }

    public void setQuantity(int quantity) {
      this.quantity = quantity;
    }

    public double getPrice() {
      return price;
    }

    public void setPrice(double price) {
      this.price = price;
    }
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getCustomer() {
    return customer;
  }

  public void setCustomer(String customer) {
    this.customer = customer;
  }

  public boolean isExpress() {
    return express;
  }

  public void setExpress(boolean express) {
    this.express = express;
  }

  public List<Item> getItems() {
    return items;
  }

  public void setItems(List<Item> items) {
    this.items = items;
  }
}
