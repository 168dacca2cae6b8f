package dev.snapstart.samples.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table: a customer, and what is in the cart. */
final class Carts {

  private static final String CUSTOMER = "customer";
  private static final String PRODUCTS = "products";

  private Carts() {}

  /** What is in a cart; an empty text if nothing is. */
  static String products(DynamoDbClient client, String customer) {
    AttributeValue products =
        client
            .getItem(request ->
                request.tableName(table()).key(Map.of(CUSTOMER, AttributeValue.fromS(customer))))
            .item()
            .get(PRODUCTS);
    return products == null ? "" : products.s();
  }

  static void put(DynamoDbClient client, String customer, String products) {
    client.putItem(request ->
        request
            .tableName(table())
            .item(
                Map.of(
                    CUSTOMER, AttributeValue.fromS(customer),
                    PRODUCTS, AttributeValue.fromS(products))));
  }

  private static String table() {
    return System.getenv("CARTS_TABLE");
  }
}
