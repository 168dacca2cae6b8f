package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.snapstart.runtime.EventCodec;
import java.io.File;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sample events as they come from outside, read as each runtime reads them. */
class PrimingEventsTest {

  private static final AtomicInteger ENCODED = new AtomicInteger();

  private final List<HookRegistration> registrations = new ArrayList<>();
  private final List<Object> seen = new ArrayList<>();

  @AfterEach
  void removeHooks() {
    registrations.forEach(HookRegistration::close);
  }

  @ParameterizedTest
  @EnumSource
  void readsEventsOfTheRestApi(Reader reader) throws Exception {
    pass(
        reader,
        APIGatewayProxyRequestEvent.class,
        "{'httpMethod':'POST','path':'/orders','headers':{'Accept':'*/*'},'body':'{}'}",
        event -> event.getHttpMethod() + event.getPath() + event.getHeaders());
    assertThat(seen).containsExactly("POST/orders{Accept=*/*}");
  }

  @ParameterizedTest
  @EnumSource
  void readsEventsOfTheHttpApi(Reader reader) throws Exception {
    pass(
        reader,
        APIGatewayV2HTTPEvent.class,
        "{'version':'2.0','rawPath':'/orders','requestContext':{'http':{'method':'PUT'}}}",
        event -> event.getRequestContext().getHttp().getMethod() + event.getRawPath());
    assertThat(seen).containsExactly("PUT/orders");
  }

  @ParameterizedTest
  @EnumSource
  void readsEventsOfQueues(Reader reader) throws Exception {
    pass(
        reader,
        SQSEvent.class,
        "{'Records':[{'messageId':'m-1','body':'order 1','eventSourceARN':'arn:aws:sqs'}]}",
        event -> event.getRecords().get(0).getBody());
    assertThat(seen).containsExactly("order 1");
  }

  @ParameterizedTest
  @EnumSource
  void readsEventsOfTopics(Reader reader) throws Exception {
    pass(
        reader,
        SNSEvent.class,
        "{'Records':[{'EventSource':'aws:sns','Sns':{'Subject':'s','Message':'order 2'}}]}",
        event -> event.getRecords().get(0).getSNS().getMessage());
    assertThat(seen).containsExactly("order 2");
  }

  @ParameterizedTest
  @EnumSource
  void readsEventsOfBuckets(Reader reader) throws Exception {
    pass(
        reader,
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

  @ParameterizedTest
  @EnumSource
  void readsTypesOfTheFunctionsOwn(Reader reader) throws Exception {
    pass(
        reader,
        Order.class,
        "{'product':'P-1','quantity':2}",
        order -> order.product + order.quantity);
    assertThat(seen).containsExactly("P-12");
  }

  @ParameterizedTest
  @EnumSource
  void writesTheResultAsWell(Reader reader) throws Exception {
    Receipt receipt = new Receipt();
    new SampleEvent<>(bytes("{'product':'P-1'}"), Order.class, reader.loader())
        .pass(order -> receipt);
    assertThat(receipt.written).hasValue(1);
  }

  /** As snapstart-runtime-databind is one. */
  @Test
  void readsWithTheCodecThatTheClassPathNames(@TempDir Path directory) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(EventCodec.class.getName()), OwnCodec.class.getName());
    URL[] path = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      new SampleEvent<>(bytes("{}"), String.class, loader).pass(seen::add);
    }
    assertThat(seen).containsExactly("decoded by the function's own");
    assertThat(ENCODED).hasValue(1);
  }

  @Test
  void passesAnEventThroughAHandlerBeforeTheCheckpoint() throws Exception {
    primed(Order.class, "{'product':'P-1','quantity':2}", order -> order.product);
    assertThat(seen).containsExactly("P-1");
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
    assertThat(
            OtherJvm.outputOf(
                Primed.class, "-Dunused", classPathWithout("serialization", "runtime")))
        .contains(
            "hook \"sample\" failed in beforeCheckpoint, going on: java.io.IOException: cannot read"
                + " a sample event as dev.snapstart.hooks.PrimingEventsTest$Order: neither"
                + " snapstart-runtime nor aws-lambda-java-serialization is on the class path"
                + " [HOOKS_NO_CODEC] [HOOKS_BEST_EFFORT_FAILED]");
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
            "PRIMING AWS SDK: not warmed up, no software.amazon.awssdk.core.warmup.SdkWarmUp"
                + " on the class path; expected SDK 2.54 or newer [HOOKS_NO_SDK_WARM_UP]");
  }

  /** Who reads the events of a function. */
  enum Reader {
    /** Our runtime, which is on this class path. */
    OURS,
    /** AWS's, whose serializers are read with where ours is not. */
    AWS;

    ClassLoader loader() {
      ClassLoader all = PrimingEventsTest.class.getClassLoader();
      return this == OURS
          ? all
          : new ClassLoader(all) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve)
                throws ClassNotFoundException {
              if (name.startsWith("dev.snapstart.runtime.")) {
                throw new ClassNotFoundException(name);
              }
              return super.loadClass(name, resolve);
            }
          };
    }
  }

  private <I> void pass(Reader reader, Class<I> type, String json, Function<I, Object> handler)
      throws Exception {
    new SampleEvent<>(bytes(json), type, reader.loader())
        .pass(event -> {
          seen.add(handler.apply(event));
          return "done";
        });
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

  private static String classPathWithout(String... parts) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> Arrays.stream(parts).noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A codec that a function brings. */
  public static final class OwnCodec implements EventCodec {

    @Override
    public Decoder decoder(Type type) {
      return event -> "decoded by the function's own";
    }

    @Override
    public Encoder encoder(Type type) {
      return (result, out) -> ENCODED.incrementAndGet();
    }
  }

  /** What a handler takes. */
  public static final class Order {
    public String product;
    public int quantity;
  }

  /** What a handler gives back. */
  public static final class Receipt {
    private final AtomicInteger written = new AtomicInteger();

    public int getTotal() {
      return written.incrementAndGet();
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
