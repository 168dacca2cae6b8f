package dev.snapstart.samples.orders;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The products by their numbers, read once from a file in the function's package. Loaded while the
 * function initialises, it is in the snapshot, and no clone reads it again.
 */
final class Catalogue {

  private static final String FILE = "/catalogue.csv";

  /** A product; the price of one piece is in cents. */
  record Product(String sku, String name, long unitPriceCents) {}

  private final Map<String, Product> products;

  private Catalogue(Map<String, Product> products) {
    this.products = products;
  }

  static Catalogue load() {
    InputStream file = Catalogue.class.getResourceAsStream(FILE);
    if (file == null) {
      throw new IllegalStateException("cannot find " + FILE + " on the class path");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      Map<String, Product> products = new HashMap<>(20_000);
      lines.readLine(); // the column names
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split(",", -1);
        products.put(columns[0], new Product(columns[0], columns[1], Long.parseLong(columns[2])));
      }
      return new Catalogue(products);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  int size() {
    return products.size();
  }

  /**
   * Finds a product.
   *
   * @throws InvalidOrderException when there is none of that number
   */
  Product find(String sku) throws InvalidOrderException {
    Product product = products.get(sku);
    if (product == null) {
      throw new InvalidOrderException("there is no product with the sku " + sku);
    }
    return product;
  }
}
