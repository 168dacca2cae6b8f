package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sample events as they come from outside, read with the serializers of AWS's runtime. */
class PrimingEventsTest {

  private final List<HookRegistration> registrations = new ArrayList<>();
  private final List<Object> seen = new ArrayList<>();

  @AfterEach
  void removeHooks() {
    registrations.forEach(HookRegistration::close);
  }

  @Test
  void readsEventsOfTheRestApi() throws Exception {
    primed(
        APIGatewayProxyRequestEvent.class,
        "{'httpMethod':'POST','path':'/orders','headers':{'Accept':'*/*'},'body':'{}'}",
        event -> event.getHttpMethod() + event.getPath() + event.getHeaders());
    assertThat(seen).containsExactly("POST/orders{Accept=*/*}");
  }

  @Test
  void readsEventsOfTheHttpApi() throws Exception {
    primed(
        APIGatewayV2HTTPEvent.class,
        "{'version':'2.0','rawPath':'/orders','requestContext':{'http':{'method':'PUT'}}}",
        event -> event.getRequestContext().getHttp().getMethod() + event.getRawPath());
    assertThat(seen).containsExactly("PUT/orders");
  }

  @Test
  void readsEventsOfQueues() throws Exception {
    primed(
        SQSEvent.class,
        "{'Records':[{'messageId':'m-1','body':'order 1','eventSourceARN':'arn:aws:sqs'}]}",
        event -> event.getRecords().get(0).getBody());
    assertThat(seen).containsExactly("order 1");
  }

  @Test
  void readsEventsOfTopics() throws Exception {
    primed(
        SNSEvent.class,
        "{'Records':[{'EventSource':'aws:sns','Sns':{'Subject':'s','Message':'order 2'}}]}",
        event -> event.getRecords().get(0).getSNS().getMessage());
    assertThat(seen).containsExactly("order 2");
  }

  @Test
  void readsEventsOfBuckets() throws Exception {
    primed(
        S3Event.class,
        // AWS's serializer wants every part of it
        "{'Records':[{'eventVersion':'2.1','eventSource':'aws:s3','awsRegion':'eu-west-1',"
            + "'eventTime':'2026-11-21T10:00:00.000Z','eventName':'ObjectCreated:Put',"
            + "'userIdentity':{'principalId':'A'},"
            + "'requestParameters':{'sourceIPAddress':'192.0.2.1'},"
            + "'responseElements':{'x-amz-request-id':'r','x-amz-id-2':'i'},"
            + "'s3':{'s3SchemaVersion':'1.0','configurationId':'c',"
            + "'bucket':{'name':'orders','ownerIdentity':{'principalId':'A'},'arn':'arn:b'},"
            + "'object':{'key':'k','size':3,'eTag':'e','sequencer':'0'}}}]}",
        event -> event.getRecords().get(0).getS3().getBucket().getName());
    assertThat(seen).containsExactly("orders");
  }

  @Test
  void readsTypesOfTheFunctionsOwn() throws Exception {
    primed(Order.class, "{'product':'P-1','quantity':2}", order -> order.product + order.quantity);
    assertThat(seen).containsExactly("P-12");
  }

  @Test
  void writesTheResultAsWell() throws Exception {
    RequestHandler<Order, Receipt> handler = (order, context) -> new Receipt();
    registrations.add(
        Priming.handler("sample", handler, Order.class, bytes("{'product':'P-1','quantity':2}")));
    CheckpointHooks.cycle().beforeCheckpoint();
    CheckpointHooks.cycle().afterRestore();
    assertThat(Receipt.WRITTEN).hasValue(1);
  }

  @Test
  void saysWhereASampleDoesNotFitAndGoesOn() throws Exception {
    primed(Order.class, "{'product':", order -> "never");
    assertThat(seen).isEmpty();
    assertThat(CheckpointHooks.report().outcomes(Phase.BEFORE_CHECKPOINT))
        .filteredOn(outcome -> outcome.name().equals("sample"))
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.result()).isEqualTo(HookOutcome.Result.FAILED));
  }

  @Test
  void saysWhatIsMissingWhereNobodyReadsEvents() throws Exception {
    assertThat(OtherJvm.outputOf(Primed.class, "-Dunused", classPathWithout("serialization")))
        .contains(
            "hook \"sample\" failed in beforeCheckpoint, going on: java.io.IOException: cannot read"
                + " a sample event as dev.snapstart.hooks.PrimingEventsTest$Order: neither"
                + " snapstart-runtime nor aws-lambda-java-serialization is on the class path");
  }

  @Test
  void warmsTheAwsSdkUp() throws Exception {
    String output = OtherJvm.outputOf(WarmedUp.class, "-Xlog:class+load");
    assertThat(output).contains("PRIMING AWS SDK: 1 clients warmed up");
    int warm = output.indexOf("HOOKS Phase: beforeCheckpoint");
    int used = output.indexOf("software.amazon.awssdk.services.sts.DefaultStsClient");
    assertThat(used).isPositive().isLessThan(warm);
  }

  @Test
  void goesOnWithoutTheAwsSdk() throws Exception {
    assertThat(OtherJvm.outputOf(NoSdk.class, "-Dunused", classPathWithout("awssdk")))
        .contains(
            "PRIMING AWS SDK: not warmed up, no software.amazon.awssdk.core.warmup.SdkWarmUp");
  }

  private <I> void primed(Class<I> type, String json, Function<I, Object> handler)
      throws Exception {
    RequestHandler<I, String> called =
        (event, context) -> {
          seen.add(handler.apply(event));
          return "done";
        };
    registrations.add(Priming.handler("sample", called, type, bytes(json)));
    CheckpointHooks.cycle().beforeCheckpoint();
    CheckpointHooks.cycle().afterRestore();
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String classPathWithout(String part) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !new File(entry).getName().contains(part) && !entry.contains("/" + part))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What a handler takes. */
  public static final class Order {
    public String product;
    public int quantity;
  }

  /** What a handler gives back. */
  public static final class Receipt {
    private static final AtomicInteger WRITTEN = new AtomicInteger();

    public int getTotal() {
      return WRITTEN.incrementAndGet();
    }
  }

  /** A handler of objects, in a JVM of its own. */
  static final class Primed {
    public static void main(String[] arguments) throws Exception {
      RequestHandler<Order, String> handler = (order, context) -> order.product;
      Priming.handler("sample", handler, Order.class, bytes("{}"));
      CheckpointHooks.cycle().beforeCheckpoint();
    }
  }

  /** A function that uses one client. */
  static final class WarmedUp {
    public static void main(String[] arguments) throws Exception {
      Priming.awsSdk(software.amazon.awssdk.services.sts.StsClient.class);
      CheckpointHooks.cycle().beforeCheckpoint();
    }
  }

  /** A function that uses none. */
  static final class NoSdk {
    public static void main(String[] arguments) throws Exception {
      Priming.awsSdk();
      CheckpointHooks.cycle().beforeCheckpoint();
    }
  }
}
