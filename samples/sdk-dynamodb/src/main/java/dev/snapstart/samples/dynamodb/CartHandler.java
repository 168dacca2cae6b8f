package dev.snapstart.samples.dynamodb;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.hooks.Priming;
import dev.snapstart.hooks.connections.RebuiltClient;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts a product into the cart of a customer and answers what is in it. */
public final class CartHandler implements RequestHandler<Map<String, String>, String> {

  /** Closed before the snapshot, with its connections and keys; each clone builds its own. */
  private final RebuiltClient<DynamoDbClient> client =
      RebuiltClient.of("carts table", DynamoDbClient::create);

  /**
   * Handles a sample before the snapshot: the SDK's classes are loaded and its HTTP client and JSON
   * have worked once, which is most of what its first call takes.
   */
  public CartHandler() {
    Priming.handler("look into a cart", this, Map.of("customer", "nobody", "product", "P-0"));
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    String customer = event.get("customer");
    return client.use(carts -> {
      String products = (Carts.products(carts, customer) + " " + event.get("product")).strip();
      // reading does no harm at any time, but nobody has bought the sample
      if (!Priming.isPriming()) {
        Carts.put(carts, customer, products);
      }
      return products;
    });
  }
}
