package dev.snapstart.samples.streaming;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * Orders as another service has them: {@code 1.csv}, {@code 2.csv} and so on below the address in
 * {@code ORDERS_URL}, up to the first that is empty.
 */
final class OrderPages {

  private final String address = System.getenv().getOrDefault("ORDERS_URL", "file:orders/");
  private int fetched;

  /** The next page; empty when there are no more. */
  byte[] next() throws IOException {
    fetched++;
    try (InputStream page = URI.create(address + fetched + ".csv").toURL().openStream()) {
      return page.readAllBytes();
    }
  }
}
