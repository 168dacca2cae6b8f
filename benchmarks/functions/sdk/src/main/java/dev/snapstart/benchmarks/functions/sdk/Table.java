package dev.snapstart.benchmarks.functions.sdk;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.benchmarks.functions.plain.Prime;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item of a table; the table is the benchmark's. */
public final class Table implements RequestHandler<Map<String, String>, String> {

  private DynamoDbClient client = client();

  /** Primes, where that is wanted, and has no connection open in the snapshot then. */
  public Table() {
    if (System.getenv("PRIME") != null) {
      Prime.with(() -> {
        handleRequest(Map.of("id", "order-1"), null);
        client.close();
        client = client();
        return null;
      });
    }
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS(event.get("id")));
    return client.getItem(request -> request.tableName("orders").key(key)).item().get("id").s();
  }

  private static DynamoDbClient client() {
    return DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create(System.getProperty("benchmark.endpoint")))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")))
        .build();
  }
}
