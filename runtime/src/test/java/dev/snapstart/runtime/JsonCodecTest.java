package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.AbstractQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

  /** A bean with what beans have. */
  public static final class Order {
    private String customer;
    private boolean gift;
    public int priority;
    private List<Line> lines;

    public String getCustomer() {
      return customer;
    }

    public void setCustomer(String customer) {
      this.customer = customer;
    }

    public boolean isGift() {
      return gift;
    }

    public void setGift(boolean gift) {
      this.gift = gift;
    }

    public List<Line> getLines() {
      return lines;
    }

    public void setLines(List<Line> lines) {
      this.lines = lines;
    }
  }

  /** A record, nested in the bean. */
  public record Line(String sku, int quantity, Map<String, String> notes) {}

  enum Colour {
    RED,
    GREEN
  }

  @SuppressWarnings("unused") // their signatures are the types under test
  private static final class Types {
    Map<String, List<Line>> linesByShop;
    List<Order> orders;
    List<? extends Line> anyLines;
    Map<String, Object> anything;
    Map<Order, String> byOrder;
  }

  private final EventCodec codec = new JsonCodec();

  @Test
  void readsBeansWithRecordsInside() throws IOException {
    Order order =
        (Order)
            decode(
                Order.class,
                """
                {"customer":"Ann","gift":true,"priority":3,"unknown":[{}],
                 "lines":[{"sku":"a","quantity":2,"notes":{"x":"y"}},{"sku":"b"}]}
                """);
    assertThat(order.getCustomer()).isEqualTo("Ann");
    assertThat(order.isGift()).isTrue();
    assertThat(order.priority).isEqualTo(3);
    assertThat(order.getLines())
        .containsExactly(new Line("a", 2, Map.of("x", "y")), new Line("b", 0, null));
  }

  @Test
  void writesBeansAndRecordsWithoutNullProperties() throws IOException {
    Order order = new Order();
    order.setCustomer("Ann");
    order.setLines(List.of(new Line("a", 2, null)));
    assertThat(encode(order))
        .contains("\"customer\":\"Ann\"", "\"gift\":false", "\"priority\":0")
        .contains("\"lines\":[{\"sku\":\"a\",\"quantity\":2}]");
    assertThat(encode(new Order())).doesNotContain("customer").doesNotContain("lines");
  }

  @Test
  void readsMapsListsAndScalarsNaturally() throws IOException {
    Object event = decode(type("anything"), "{\"b\":1,\"a\":[true,null,9007199254740993,0.5]}");
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("b", 1);
    assertThat(event).asInstanceOf(MAP).containsAllEntriesOf(expected).containsOnlyKeys("b", "a");
    assertThat(((List<?>) ((Map<?, ?>) event).get("a")).get(2)).isEqualTo(9007199254740993L);
    assertThat(decode(Object.class, "[1]")).isEqualTo(List.of(1));
    assertThat(decode(Integer.class, "5")).isEqualTo(5);
    assertThat(decode(int.class, "5")).isEqualTo(5);
    assertThat(decode(Long.class, "5")).isEqualTo(5L);
    assertThat(decode(Boolean.class, "true")).isEqualTo(true);
    assertThat(decode(Double.class, "1.5")).isEqualTo(1.5);
    assertThat(decode(Colour.class, "\"GREEN\"")).isEqualTo(Colour.GREEN);
    assertThat(decode(Colour.class, "1")).isEqualTo(Colour.GREEN);
    assertThat(decode(Colour.class, "\"BLUE\"")).isNull();
    assertThat(decode(String[].class, "[\"a\"]")).isEqualTo(new String[] {"a"});
    assertThat(decode(int[][].class, "[[1,2],[],null]")).isEqualTo(new int[][] {{1, 2}, {}, null});
    assertThat(decode(byte[].class, "\"aGk=\"")).isEqualTo(new byte[] {'h', 'i'});
    assertThat(decode(Map.class, "{\"a\":1}")).isEqualTo(Map.of("a", 1));
    assertThat(decode(List.class, "[{}]")).isEqualTo(List.of(Map.of()));
    assertThat(decode(Set.class, "[2,1]")).isEqualTo(Set.of(1, 2));
  }

  @Test
  void readsTextFromStringsAndNumbers() throws IOException {
    assertThat(decode(String.class, "\"two\\u0000 \\ud83d\\ude00\\u2028\""))
        .isEqualTo("two\u0000 \ud83d\ude00\u2028");
    assertThat(decode(String.class, "5")).isEqualTo("5");
    assertThat(decode(String.class, "true")).isEqualTo("true");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> decode(String.class, "{}"))
        .withMessageContaining("found an object");
  }

  @Test
  void readsGenericTypesInDepth() throws IOException {
    assertThat(decode(type("linesByShop"), "{\"s\":[{\"sku\":\"a\",\"quantity\":1}],\"t\":null}"))
        .asInstanceOf(MAP)
        .containsEntry("s", List.of(new Line("a", 1, null)))
        .containsEntry("t", null);
    assertThat((List<?>) decode(type("orders"), "[{\"customer\":\"Ann\"}]"))
        .first()
        .isInstanceOf(Order.class);
    assertThat((List<?>) decode(type("anyLines"), "[{\"sku\":\"a\"}]"))
        .first()
        .isEqualTo(new Line("a", 0, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "5", "\"a\"", "true", "[[", "[{", "{\"a\":[", "[1,2}"})
  void endsOnEventsOfAnotherShapeWhateverTheTypeIs(String event) {
    List<Type> types =
        List.of(
            String.class,
            String[].class,
            int[].class,
            byte[].class,
            Integer.class,
            Colour.class,
            Order.class,
            Line.class,
            SQSEvent.class,
            type("linesByShop"),
            type("orders"));
    for (Type type : types) {
      assertThatCode(
              () -> {
                try {
                  decode(type, event);
                } catch (IOException expected) {
                  assertThat(expected).hasMessageMatching("(?s).+");
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void refusesTypesThatItCannotMake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decoder(AbstractQueue.class))
        .withMessageContaining("java.util.AbstractQueue")
        .withMessageContaining("abstract");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decoder(Runnable.class))
        .withMessageContaining("java.lang.Runnable");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decoder(NoDefault.class))
        .withMessageContaining("NoDefault")
        .withMessageContaining("constructor without parameters");
  }

  /** A class that only its own code can make. */
  public static final class NoDefault {
    public NoDefault(String text) {
      assertThat(text).isNotNull();
    }
  }

  @Test
  void refusesMapsWhoseKeysJsonDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decoder(type("byOrder")))
        .withMessageContaining("java.util.Map<" + Order.class.getName() + ", java.lang.String>")
        .withMessageContaining("its keys must be");
  }

  @Test
  void readsNullAsNull() throws IOException {
    assertThat(decode(Order.class, "null")).isNull();
    assertThat(decode(type("orders"), " null ")).isNull();
    assertThat(decode(String.class, "null")).isNull();
  }

  @Test
  void refusesWhatIsNoJson() {
    for (String text : List.of("", "{", "{\"customer\"", "{}}", "nul", "[1,", "\"a")) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> decode(Order.class, text));
    }
  }

  @Test
  void saysWhereAnEventDoesNotFitItsType() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> decode(Order.class, "{\"lines\":[{\"sku\":\"a\"},{\"sku\":{}}]}"))
        .withMessageContaining("expected text, found an object, at /lines/1/sku, at")
        .withMessageContaining("column");
  }

  @Test
  void readsHttpEventsOfApiGateway() throws IOException {
    APIGatewayV2HTTPEvent http =
        (APIGatewayV2HTTPEvent)
            decode(
                APIGatewayV2HTTPEvent.class,
                """
                {"version":"2.0","rawPath":"/orders","headers":{"accept":"*/*"},
                 "requestContext":{"requestId":"r","timeEpoch":1700000000000,
                   "http":{"method":"POST","path":"/orders","sourceIp":"192.0.2.1"}},
                 "body":"{}","isBase64Encoded":true}
                """);
    assertThat(http.getRawPath()).isEqualTo("/orders");
    assertThat(http.getHeaders()).containsEntry("accept", "*/*");
    assertThat(http.getRequestContext().getHttp().getMethod()).isEqualTo("POST");
    assertThat(http.getRequestContext().getTimeEpoch()).isEqualTo(1_700_000_000_000L);
    assertThat(http.getIsBase64Encoded()).isTrue();
    APIGatewayProxyRequestEvent proxy =
        (APIGatewayProxyRequestEvent)
            decode(
                APIGatewayProxyRequestEvent.class,
                "{\"httpMethod\":\"GET\",\"multiValueHeaders\":{\"a\":[\"1\",\"2\"]}}");
    assertThat(proxy.getHttpMethod()).isEqualTo("GET");
    assertThat(proxy.getMultiValueHeaders()).containsEntry("a", List.of("1", "2"));
  }

  @Test
  void readsQueueAndTopicEventsByTheirWireNames() throws IOException {
    SQSEvent sqs =
        (SQSEvent)
            decode(
                SQSEvent.class,
                """
                {"Records":[{"messageId":"m","body":"b","eventSourceARN":"arn:aws:sqs:q",
                  "attributes":{"SentTimestamp":"1"},
                  "messageAttributes":{"a":{"stringValue":"v","dataType":"String"}}}]}
                """);
    assertThat(sqs.getRecords()).hasSize(1);
    assertThat(sqs.getRecords().get(0).getEventSourceArn()).isEqualTo("arn:aws:sqs:q");
    assertThat(sqs.getRecords().get(0).getMessageAttributes().get("a").getStringValue())
        .isEqualTo("v");
    SNSEvent sns =
        (SNSEvent)
            decode(
                SNSEvent.class,
                """
                {"Records":[{"EventSource":"aws:sns","EventSubscriptionArn":"arn:s",
                  "Sns":{"Message":"hello","Timestamp":"2024-01-02T03:04:05.678Z",
                  "SigningCertUrl":"https://c","TopicArn":"arn:t"}}]}
                """);
    SNSEvent.SNSRecord topic = sns.getRecords().get(0);
    assertThat(topic.getEventSource()).isEqualTo("aws:sns");
    assertThat(topic.getSNS().getMessage()).isEqualTo("hello");
    assertThat(topic.getSNS().getTimestamp().getMillis()).isEqualTo(1_704_164_645_678L);
    assertThat(topic.getSNS().getSigningCertUrl()).isEqualTo("https://c");
    assertThat(topic.getSNS().getTopicArn()).isEqualTo("arn:t");
  }

  @Test
  void readsStreamEventsWithBinaryDataAndFractionalTimes() throws IOException {
    KinesisEvent kinesis =
        (KinesisEvent)
            decode(
                KinesisEvent.class,
                """
                {"Records":[{"eventSourceARN":"arn:k","kinesis":{"data":"aGk=",
                  "partitionKey":"p","approximateArrivalTimestamp":1700000000.123}}]}
                """);
    KinesisEvent.Record record = kinesis.getRecords().get(0).getKinesis();
    assertThat(StandardCharsets.UTF_8.decode(record.getData()).toString()).isEqualTo("hi");
    assertThat(record.getApproximateArrivalTimestamp()).hasTime(1_700_000_000_123L);
    DynamodbEvent dynamodb =
        (DynamodbEvent)
            decode(
                DynamodbEvent.class,
                """
                {"Records":[{"eventName":"INSERT","dynamodb":{
                  "ApproximateCreationDateTime":1700000000,
                  "Keys":{"id":{"N":"101"}},
                  "NewImage":{"s":{"S":"text"},"l":{"L":[{"BOOL":true}]},"m":{"M":{"x":{"N":"1"}}}},
                  "StreamViewType":"NEW_AND_OLD_IMAGES"}}]}
                """);
    var change = dynamodb.getRecords().get(0).getDynamodb();
    assertThat(change.getApproximateCreationDateTime()).hasTime(1_700_000_000_000L);
    assertThat(change.getKeys().get("id").getN()).isEqualTo("101");
    assertThat(change.getNewImage().get("s").getS()).isEqualTo("text");
    assertThat(change.getNewImage().get("l").getL().get(0).getBOOL()).isTrue();
    assertThat(change.getNewImage().get("m").getM().get("x").getN()).isEqualTo("1");
  }

  @Test
  void readsScheduledEventsWithDashesInTheirNames() throws IOException {
    ScheduledEvent event =
        (ScheduledEvent)
            decode(
                ScheduledEvent.class,
                """
                {"id":"1","detail-type":"Scheduled Event","time":"2024-01-02T03:04:05Z",
                 "resources":["arn:r"],"detail":{"a":1}}
                """);
    assertThat(event.getDetailType()).isEqualTo("Scheduled Event");
    assertThat(event.getTime().getMillis()).isEqualTo(1_704_164_645_000L);
    assertThat(event.getDetail()).containsEntry("a", 1);
  }

  @Test
  void readsEventsInsideCollectionsAndOtherTypes() throws IOException {
    Wrapper wrapper = (Wrapper) decode(Wrapper.class, "{\"sqs\":{\"Records\":[{\"body\":\"b\"}]}}");
    assertThat(wrapper.sqs.getRecords().get(0).getBody()).isEqualTo("b");
  }

  /** An event as a property. */
  public static final class Wrapper {
    public SQSEvent sqs;
  }

  @Test
  void writesResponsesByTheirWireNames() throws IOException {
    assertThat(
            encode(
                APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(201)
                    .withBody("{}")
                    .withHeaders(Map.of("content-type", "application/json"))
                    .build()))
        .contains("\"statusCode\":201", "\"body\":\"{}\"", "\"isBase64Encoded\":false")
        .contains("\"headers\":{\"content-type\":\"application/json\"}");
    assertThat(
            encode(
                SQSBatchResponse.builder()
                    .withBatchItemFailures(List.of(new SQSBatchResponse.BatchItemFailure("m")))
                    .build()))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m\"}]}");
  }

  @Test
  void writesScalarsMapsAndNull() throws IOException {
    assertThat(encode(null)).isEqualTo("null");
    assertThat(encode("a\"\u2028")).isEqualTo("\"a\\\"\u2028\"");
    assertThat(encode(5)).isEqualTo("5");
    assertThat(encode(Colour.RED)).isEqualTo("\"RED\"");
    assertThat(encode(List.of(1, "a"))).isEqualTo("[1,\"a\"]");
    assertThat(encode(Map.of("a", new Line("s", 1, null))))
        .isEqualTo("{\"a\":{\"sku\":\"s\",\"quantity\":1}}");
  }

  private Object decode(Type type, String json) throws IOException {
    return codec.decoder(type).decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private String encode(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.encoder(value == null ? Object.class : value.getClass()).encode(value, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Type type(String field) {
    try {
      return Types.class.getDeclaredField(field).getGenericType();
    } catch (NoSuchFieldException e) {
      throw new IllegalArgumentException(field, e);
    }
  }
}
