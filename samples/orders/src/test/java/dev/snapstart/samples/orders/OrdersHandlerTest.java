package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersHandlerTest {

  private static final String ORDER =
      "{\"customer\":\"Ann\",\"lines\":[{\"sku\":\"P-00001\",\"quantity\":2}]}";

  private final OrdersHandler handler;

  OrdersHandlerTest() throws IOException {
    handler = new OrdersHandler();
  }

  @Test
  void pricesAnOrderAndGivesItANumber() throws IOException {
    APIGatewayV2HTTPResponse response = post(ORDER, false);
    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getHeaders()).containsEntry("content-type", "application/json");
    Map<String, Object> order = JSON.std.mapFrom(response.getBody());
    assertThat(order)
        .containsEntry("customer", "Ann")
        .containsEntry("netCents", 19434)
        .containsEntry("vatCents", 3887)
        .containsEntry("totalCents", 23321);
    assertThat((String) order.get("orderNumber")).matches("[0-9a-f]{16}-1");
    assertThat((List<?>) order.get("lines")).hasSize(1);
  }

  @Test
  void readsBodiesInBase64() {
    String encoded = Base64.getEncoder().encodeToString(ORDER.getBytes(StandardCharsets.UTF_8));
    assertThat(post(encoded, true).getStatusCode()).isEqualTo(201);
    assertThat(post("%%%", true).getBody()).contains("not in base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple-order.json", "several-lines.json", "base64-order.json"})
  void answersTheEventsOfTheSample(String file) throws IOException {
    APIGatewayV2HTTPEvent event =
        JSON.std.beanFrom(APIGatewayV2HTTPEvent.class, Path.of("events", file).toFile());
    APIGatewayV2HTTPResponse response = handler.handleRequest(event, new FakeContext());
    assertThat(response.getStatusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                                                      | it is empty
          null                                                                        | it is empty
          {"customer":                                                                | no order
          []                                                                          | no order
          {"lines":[]}                                                                | needs a customer
          {"customer":"Ann"}                                                          | at least one line
          {"customer":"Ann","lines":[]}                                               | at least one line
          {"customer":"Ann","lines":[{"quantity":1}]}                                 | needs a sku
          {"customer":"Ann","lines":[{"sku":"X-1","quantity":1}]}                     | no product with the sku X-1
          {"customer":"Ann","lines":[{"sku":"P-00001","quantity":0}]}                 | expected a whole number from 1 to 10000
          {"customer":"Ann","lines":[{"sku":"P-00001","quantity":-3}]}                | expected a whole number from 1 to 10000
          {"customer":"Ann","lines":[{"sku":"P-00001","quantity":2000000000}]}        | expected a whole number from 1 to 10000
          {"customer":"Ann","lines":[{"sku":"P-00001","quantity":99999999999999999}]} | expected a whole number from 1 to 10000
          {"customer":"Ann","lines":[{"sku":"P-00001","quantity":2.9}]}                | expected a whole number from 1 to 10000
          {"customer":"Ann","lines":[{"sku":"P-00001","quantity":4294967297}]}         | expected a whole number from 1 to 10000
          {"customer":"Ann","lines":[{"sku":"P-00001","quantity":1}]} {                | more behind it
          """)
  void saysWhatIsWrongWithAnOrder(String body, String message) throws IOException {
    APIGatewayV2HTTPResponse response = post(body, false);
    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat((String) JSON.std.mapFrom(response.getBody()).get("error")).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"POST, /, 404", "GET, /orders, 405"})
  void refusesOtherRequests(String method, String path, int status) {
    assertThat(request(method, path, ORDER, false).getStatusCode()).isEqualTo(status);
  }

  private APIGatewayV2HTTPResponse post(String body, boolean base64) {
    return request("POST", "/orders", body, base64);
  }

  private APIGatewayV2HTTPResponse request(
      String method, String path, String body, boolean base64) {
    return handler.handleRequest(HttpEvents.event(method, path, body, base64), new FakeContext());
  }
}
