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
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.snapstart.runtime.fixtures.Beans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
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
    Beans.Page<Beans.Money> page;
    Beans.Page<List<Beans.Page<String>>> deepPage;
    Beans.Box<Beans.Money> box;
    Beans.Box<List<Map<Colour, Beans.Point>>> deepBox;
    Beans.Endless<String> endless;
    List<Beans.Page<Beans.Money>>[] arrayOfPages;
    List<SQSEvent> events;
    Optional<S3Event> maybe;
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

  @Test
  void readsGenericRecordsAndBeans() throws IOException {
    Beans.Money ten = new Beans.Money(BigDecimal.TEN, "EUR");
    String money = "{\"amount\":10,\"currency\":\"EUR\"}";
    assertThat(decode(type("page"), "{\"items\":[" + money + "],\"next\":2}"))
        .isEqualTo(new Beans.Page<>(List.of(ten), 2));
    assertThat(decode(type("deepPage"), "{\"items\":[[{\"items\":[\"a\"]}]]}"))
        .isEqualTo(new Beans.Page<>(List.of(List.of(new Beans.Page<>(List.of("a"), 0))), 0));
    String box = "{\"content\":" + money + ",\"more\":[" + money + "],\"array\":[" + money + "]}";
    for (Type type : List.of(type("box"), Beans.MoneyBox.class)) {
      Beans.Box<?> read = (Beans.Box<?>) decode(type, box);
      assertThat(read.getContent()).isEqualTo(ten);
      assertThat(read.getMore()).isEqualTo(List.of(ten));
      assertThat(read.getArray()).isEqualTo(new Beans.Money[] {ten});
    }
    Beans.Box<?> deep =
        (Beans.Box<?>) decode(type("deepBox"), "{\"content\":[{\"RED\":{\"x\":1}}]}");
    assertThat(deep.getContent())
        .isEqualTo(List.of(Map.of(Colour.RED, new Beans.Point(1, null, null))));
    List<?>[] pages =
        (List<?>[]) decode(type("arrayOfPages"), "[[{\"items\":[" + money + "]}],[]]");
    assertThat(pages[0]).isEqualTo(List.of(new Beans.Page<>(List.of(ten), 0)));
  }

  @Test
  void readsTypesWithoutEnd() throws IOException {
    StringBuilder event = new StringBuilder("{\"value\":\"a\"");
    for (int depth = 1; depth < 300; depth++) {
      event.append(",\"next\":{\"value\":[]");
    }
    event.append("}".repeat(300));
    Beans.Endless<?> level = (Beans.Endless<?>) decode(type("endless"), event.toString());
    int levels = 0;
    while (level != null) {
      level = level.next;
      levels++;
    }
    assertThat(levels).isEqualTo(300);
    Beans.Tree tree =
        (Beans.Tree)
            decode(Beans.Tree.class, "{\"children\":[{\"children\":[{\"name\":\"leaf\"}]}]}");
    assertThat(tree.getChildren().get(0).getChildren().get(0).getName()).isEqualTo("leaf");
  }

  @Test
  void saysWhatARecordsConstructorThrew() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> decode(type("page"), "{\"items\":[{\"amount\":1}]}"))
        .withMessageContaining("a currency is needed")
        .withMessageContaining("Beans$Money")
        .withMessageContaining("at /items/0")
        .withMessageContaining("[RUNTIME_EVENT_UNREADABLE]");
  }

  @Test
  void readsS3EventsWithWhatIsMissingEmptyAsTheClientDoes() throws IOException {
    S3Event event =
        (S3Event)
            decode(
                S3Event.class,
                "{\"Records\":[{\"eventTime\":\"2024-01-02T03:04:05Z\",\"s3\":{}}]}");
    assertThat(event.getRecords().get(0).getS3().getObject().getKey()).isEmpty();
    assertThat(event.getRecords().get(0).getS3().getObject().getSizeAsLong()).isZero();
    assertThat(event.getRecords().get(0).getUserIdentity().getPrincipalId()).isEmpty();
    assertThat(event.getRecords().get(0).getEventTime().getMillis()).isEqualTo(1_704_164_645_000L);
    assertThat(((S3Event) decode(S3Event.class, "{}")).getRecords()).isEmpty();
  }

  /** An event of the user's own. */
  public static final class MyEvent extends SQSEvent {
    private static final long serialVersionUID = 1;
    public String mine;
  }

  @Test
  void readsAndWritesEventsAnywhere() throws IOException {
    String sqs = "{\"Records\":[{\"body\":\"b\",\"eventSourceARN\":\"arn\"}]}";
    List<?> events = (List<?>) decode(type("events"), "[" + sqs + "]");
    assertThat(((SQSEvent) events.get(0)).getRecords().get(0).getEventSourceArn()).isEqualTo("arn");
    assertThat(encode(events)).isEqualTo("[" + sqs + "]");
    MyEvent mine = (MyEvent) decode(MyEvent.class, "{\"mine\":\"m\"," + sqs.substring(1));
    assertThat(mine.getRecords().get(0).getBody()).isEqualTo("b");
    assertThat(encode(mine)).isEqualTo("{\"mine\":\"m\"," + sqs.substring(1));
    Optional<?> maybe =
        (Optional<?>) decode(type("maybe"), "{\"Records\":[{\"awsRegion\":\"r\"}]}");
    assertThat(((S3Event) maybe.orElseThrow()).getRecords().get(0).getAwsRegion()).isEqualTo("r");
  }

  @Test
  void refusesWhatIsTooDeepOrTooLong() {
    for (Type type : List.of(Object.class, Beans.Tree.class, type("anything"), String.class)) {
      for (String open : List.of("[", "{\"a\":", "{\"parent\":", "{\"children\":[")) {
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> decode(type, open.repeat(10_000)))
            .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1000));
      }
    }
    String digits = "9".repeat(1_000_000);
    for (Type type :
        List.of(
            Object.class,
            int.class,
            BigInteger.class,
            BigDecimal.class,
            Double.class,
            Instant.class)) {
      for (String number : List.of(digits, '"' + digits + '"', digits + ".5", "1e" + digits)) {
        if (type != Object.class || number.charAt(0) != '"') {
          assertThatExceptionOfType(IOException.class).isThrownBy(() -> decode(type, number));
        }
      }
    }
  }

  @Test
  void tellsThePathOfWhatCannotBeWritten() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> encode(Map.of("orders", List.of(new Failing()))))
        .withMessageContaining("cannot write the result")
        .withMessageContaining("getTotal failed: java.lang.IllegalStateException: no total")
        .withMessageContaining("at /orders/0/total [RUNTIME_RESULT_UNWRITABLE]");
    Beans.Tree tree = Beans.tree();
    tree.getChildren().get(0).setParent(tree);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> encode(tree))
        .withMessageContaining("at /children/0/parent/children/0/parent")
        .withMessageContaining("nesting depth");
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> encode(itself))
        .withMessageContaining("nesting depth");
  }

  @Test
  void refusesReferencesThatLeadToThemselves() {
    AtomicReference<Object> itself = new AtomicReference<>();
    itself.set(Optional.of(itself));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> encode(Map.of("a", itself)))
        .withMessageContaining("leads to itself")
        .withMessageContaining("at /a");
  }

  @Test
  void survivesSmallStacks() throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    Beans.Tree cycle = new Beans.Tree();
    cycle.setChildren(List.of(cycle));
    Thread thread =
        new Thread(
            null,
            () -> {
              for (int depth = 100; depth < 1000; depth += 100) {
                try {
                  decode(Beans.Tree.class, "{\"parent\":".repeat(depth));
                } catch (IOException expected) {
                  // the event is cut
                }
                try {
                  encode(cycle);
                } catch (IOException expected) {
                  // a cycle
                }
              }
            },
            "small",
            200 * 1024);
    thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
    thread.start();
    thread.join();
    assertThat(failures).isEmpty();
  }

  /** A bean whose getter fails. */
  public static final class Failing {
    public String getName() {
      return "n";
    }

    public int getTotal() {
      throw new IllegalStateException("no total");
    }
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    EventCodec.Decoder decoder = codec.decoder(type("page"));
    EventCodec.Encoder encoder = codec.encoder(Object.class);
    String event = "{\"items\":[{\"amount\":10,\"currency\":\"EUR\"}],\"next\":2}";
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        results.add(
            threads.submit(() -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              encoder.encode(decoder.decode(event.getBytes(StandardCharsets.UTF_8)), out);
              return out.toString(StandardCharsets.UTF_8);
            }));
      }
      for (Future<String> result : results) {
        assertThat(result.get()).isEqualTo(event);
      }
    } finally {
      threads.shutdownNow();
    }
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
        .withMessageContaining("abstract")
        .withMessageContaining("[RUNTIME_TYPE_UNREADABLE]");
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
