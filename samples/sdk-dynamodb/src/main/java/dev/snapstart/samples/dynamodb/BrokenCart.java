package dev.snapstart.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Saves itself the time to look for keys in each clone, and signs with those of the snapshot. */
public final class BrokenCart implements RequestHandler<Map<String, String>, String> {

  private final DynamoDbClient carts;

  /** Takes the keys that are valid now. */
  public BrokenCart() {
    AwsCredentials keys;
    try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
      keys = provider.resolveCredentials(); // HIT SNAP_EXPIRING_SECRET
    }
    carts =
        DynamoDbClient.builder()
            .credentialsProvider(StaticCredentialsProvider.create(keys))
            .build();
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    String customer = event.get("customer");
    String products = (Carts.products(carts, customer) + " " + event.get("product")).strip();
    Carts.put(carts, customer, products);
    return products;
  }
}
