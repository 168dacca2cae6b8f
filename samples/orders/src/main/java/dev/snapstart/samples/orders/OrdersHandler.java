package dev.snapstart.samples.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.ob.JSONObjectException;
import dev.snapstart.hooks.CheckpointHooks;
import dev.snapstart.hooks.Priming;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code POST /orders} of an API Gateway HTTP API.
 *
 * <p>Everything in the constructor happens before the snapshot and is shared by all clones; the
 * hooks say what is to be different in each.
 */
public final class OrdersHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(OrdersHandler.class);
  private static final String SAMPLE_EVENT = "/sample-event.json";

  private final Pricing pricing;
  private final OrderNumbers numbers = new OrderNumbers();
  private final OrderJournal journal;

  /**
   * Loads the catalogue, opens the journal and registers the hooks.
   *
   * @throws IOException when the journal cannot be opened or the sample event cannot be read
   */
  public OrdersHandler() throws IOException {
    this(new OrderJournal());
  }

  OrdersHandler(OrderJournal journal) throws IOException {
    this.journal = journal;
    Catalogue catalogue = Catalogue.load();
    pricing = new Pricing(catalogue);
    CheckpointHooks.beforeCheckpoint("order journal", journal::close);
    Priming.handler("price a sample order", this, APIGatewayV2HTTPEvent.class, sampleEvent());
    CheckpointHooks.afterRestore("order journal", journal::open);
    CheckpointHooks.afterRestore("order numbers", numbers::renew);
    LOG.info("loaded {} products", catalogue.size());
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String requestId = context.getAwsRequestId();
    APIGatewayV2HTTPEvent.RequestContext.Http http = event.getRequestContext().getHttp();
    if (!http.getPath().equals("/orders")) {
      return error(404, "there is nothing at " + http.getPath() + ", try /orders");
    }
    if (!http.getMethod().equals("POST")) {
      return error(405, "orders are sent with POST");
    }
    try {
      PricedOrder order = priced(body(event)).withNumber(numbers.next());
      String entry = order.orderNumber() + " " + order.totalCents();
      if (!Priming.isPriming()) {
        journal.write(entry);
      }
      LOG.info("{} order {}: {} cents", requestId, order.orderNumber(), order.totalCents());
      return response(201, JSON.std.asString(order));
    } catch (InvalidOrderException e) {
      // the message may quote the customer, who must not be able to write log lines of his own
      LOG.info("{} refused: {}", requestId, e.getMessage().replaceAll("\\p{Cntrl}", "?"));
      return error(400, e.getMessage());
    } catch (IOException e) {
      LOG.error("{} failed", requestId, e);
      return error(500, "the order could not be written down");
    }
  }

  private static byte[] sampleEvent() throws IOException {
    try (InputStream sample =
        Objects.requireNonNull(OrdersHandler.class.getResourceAsStream(SAMPLE_EVENT))) {
      return sample.readAllBytes();
    }
  }

  private PricedOrder priced(String json) throws InvalidOrderException {
    Order order;
    try (JsonParser parser = JSON.std.createParser(json)) {
      order = JSON.std.beanFrom(Order.class, parser);
      if (parser.nextToken() != null) {
        throw new InvalidOrderException("the body is no order: there is more behind it");
      }
    } catch (IOException e) {
      throw new InvalidOrderException("the body is no order: " + reason(e));
    }
    if (order == null) {
      throw new InvalidOrderException("the body is no order: it is empty");
    }
    return pricing.price(order);
  }

  private static String body(APIGatewayV2HTTPEvent event) throws InvalidOrderException {
    String body = event.getBody();
    if (body == null || body.isBlank()) {
      throw new InvalidOrderException("the body is no order: it is empty");
    }
    if (!event.getIsBase64Encoded()) {
      return body;
    }
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidOrderException("the body is not in base64");
    }
  }

  /** What the parser says, without where in our memory it read it. */
  private static String reason(IOException e) {
    return e instanceof JSONObjectException || e.getMessage() == null
        ? "it does not have an order's fields"
        : e.getMessage().lines().findFirst().orElse("");
  }

  private static APIGatewayV2HTTPResponse error(int status, String message) {
    try {
      return response(status, JSON.std.asString(Map.of("error", message)));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write a string as JSON", e);
    }
  }

  private static APIGatewayV2HTTPResponse response(int status, String body) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(Map.of("content-type", "application/json"))
        .withBody(body)
        .build();
  }
}
