package dev.snapstart.benchmarks.codec.jmh;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.snapstart.benchmarks.codec.Document;
import dev.snapstart.benchmarks.functions.plain.Order;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events that are read and the results that are written. */
final class Corpus {

  private static final int ITEMS = 20;

  private Corpus() {}

  /** What a handler takes. */
  static Class<?> eventClass(Document document) {
    return switch (document) {
      case SQS -> SQSEvent.class;
      case HTTP -> APIGatewayV2HTTPEvent.class;
      case S3 -> S3Event.class;
      case ORDER -> Order.class;
    };
  }

  /** An event as the service sends it. */
  static byte[] event(Document document) throws IOException {
    String name = document.name().toLowerCase(Locale.ROOT) + ".json";
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return in.readAllBytes();
    }
  }

  /** What tells that an event was read, from its innermost part. */
  static String mark(@Nullable Object event) {
    if (event instanceof SQSEvent sqs) {
      var attributes = sqs.getRecords().get(1).getMessageAttributes();
      return Objects.requireNonNull(attributes.get("kind")).getStringValue();
    }
    if (event instanceof APIGatewayV2HTTPEvent http) {
      return http.getRequestContext().getHttp().getSourceIp();
    }
    if (event instanceof S3Event s3) {
      return s3.getRecords().get(0).getS3().getObject().getKey();
    }
    if (event instanceof Order order) {
      return order.getItems().get(ITEMS - 1).getProduct();
    }
    return String.valueOf(event);
  }

  /** What {@link #mark} is to tell. */
  static String expectedMark(Document document) {
    return switch (document) {
      case SQS -> "order-changed";
      case HTTP -> "203.0.113.7";
      case S3 -> "incoming/2026/11/order-1042.json";
      case ORDER -> "product-20";
    };
  }

  /** What a handler returns. */
  static Object result(Document document) {
    return switch (document) {
      case SQS ->
          SQSBatchResponse.builder()
              .withBatchItemFailures(
                  List.of(
                      new SQSBatchResponse.BatchItemFailure("2e1424d4-f796-459a-8184-9c92662be6da"),
                      new SQSBatchResponse.BatchItemFailure(
                          "9b1f7c0e-3d52-4c8f-a1d6-6f0e6b7a1c44")))
              .build();
      case HTTP ->
          APIGatewayV2HTTPResponse.builder()
              .withStatusCode(200)
              .withHeaders(Map.of("Content-Type", "application/json", "Cache-Control", "no-store"))
              .withCookies(List.of("session=6f0e6b7a; Secure; HttpOnly"))
              .withBody("{\"order\":\"order-1042\",\"total\":129.5,\"currency\":\"EUR\"}")
              .withIsBase64Encoded(false)
              .build();
      case ORDER -> order();
      case S3 -> throw new IllegalArgumentException("nobody answers S3");
    };
  }

  /** The order of {@code order.json}, about 1 KB. */
  private static Order order() {
    List<Order.Item> items = new ArrayList<>();
    for (int i = 1; i <= ITEMS; i++) {
      Order.Item item = new Order.Item();
      item.setProduct("product-" + i);
      item.setQuantity(i);
      item.setPrice(i + 0.5);
      items.add(item);
    }
    Order order = new Order();
    order.setId("order-1042");
    order.setCustomer("Ada Lovelace");
    order.setExpress(true);
    order.setItems(items);
    return order;
  }
}
