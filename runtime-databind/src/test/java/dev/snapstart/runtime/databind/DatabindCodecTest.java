package dev.snapstart.runtime.databind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.snapstart.runtime.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabindCodecTest {

  @TempDir private Path directory;

  /** As Lombok's @Jacksonized @Builder makes them. */
  @JsonDeserialize(builder = Order.Builder.class)
  public static final class Order {
    private final String customer;

    private Order(Builder builder) {
      this.customer = builder.customer;
    }

    public String getCustomer() {
      return customer;
    }

    /** Builds orders. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
      private String customer;

      public Builder customer(String name) {
        this.customer = name;
        return this;
      }

      public Order build() {
        return new Order(this);
      }
    }
  }

  /** Made by its constructor. */
  public static final class Price {
    private final int cents;

    @JsonCreator
    public Price(@JsonProperty("cents") int cents) {
      this.cents = cents;
    }

    @JsonProperty("inCents")
    public int cents() {
      return cents;
    }
  }

  /** Told apart by a property. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square")
  })
  public sealed interface Shape permits Circle, Square {}

  /** A shape. */
  public record Circle(int radius) implements Shape {}

  /** Another one. */
  public record Square(int side) implements Shape {}

  /** Events as properties. */
  public record Batch(String name, SQSEvent sqs, List<S3Event> s3) {}

  static final class Types {
    List<Shape> shapes;
  }

  /** A mapper of the function's own. */
  public static final class SnakeMapper extends ObjectMapper {
    private static final long serialVersionUID = 1;

    public SnakeMapper() {
      setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }
  }

  /** One too many. */
  public static final class SecondMapper extends ObjectMapper {
    private static final long serialVersionUID = 1;
  }

  /** A module that is found. */
  public static final class ThreadsAsText extends SimpleModule {
    private static final long serialVersionUID = 1;

    public ThreadsAsText() {
      addSerializer(Thread.State.class, new ToStringSerializer(Thread.State.class));
      addSerializer(Price.class, new ToStringSerializer(Price.class));
    }
  }

  /** A bean of two words. */
  public record TwoWords(String firstWord) {}

  @Test
  void isFoundByTheRuntime() {
    assertThat(ServiceLoader.load(EventCodec.class)).hasOnlyElementsOfType(DatabindCodec.class);
  }

  @Test
  void honoursBuildersAndCreators() throws IOException {
    Order order = (Order) decode(Order.class, "{\"customer\":\"Ann\",\"unknown\":1}");
    assertThat(order.getCustomer()).isEqualTo("Ann");
    assertThat(encode(Order.class, new Order.Builder().build())).isEqualTo("{}");
    assertThat(encode(Price.class, decode(Price.class, "{\"cents\":5}")))
        .isEqualTo("{\"inCents\":5}");
  }

  @Test
  void honoursTypeInformationInsideGenerics() throws Exception {
    Type shapes = Types.class.getDeclaredField("shapes").getGenericType();
    String json = "[{\"kind\":\"circle\",\"radius\":1},{\"kind\":\"square\",\"side\":2}]";
    Object read = decode(shapes, json);
    assertThat(read).isEqualTo(List.of(new Circle(1), new Square(2)));
    assertThat(encode(shapes, read)).isEqualTo(json);
  }

  @Test
  void readsAndWritesEventsWithTheNamesThatServicesUse() throws IOException {
    String sqs = "{\"Records\":[{\"body\":\"b\",\"eventSourceARN\":\"arn\"}]}";
    assertThat(((SQSEvent) decode(SQSEvent.class, sqs)).getRecords()).hasSize(1);
    Batch batch =
        (Batch)
            decode(
                Batch.class,
                "{\"name\":\"n\",\"sqs\":"
                    + sqs
                    + ",\"s3\":[{\"Records\":[{\"awsRegion\":\"r\"}]}]}");
    assertThat(batch.sqs().getRecords().get(0).getEventSourceArn()).isEqualTo("arn");
    assertThat(batch.s3().get(0).getRecords().get(0).getAwsRegion()).isEqualTo("r");
    assertThat(encode(Batch.class, new Batch("n", batch.sqs(), null)))
        .isEqualTo("{\"name\":\"n\",\"sqs\":" + sqs + "}");
  }

  @Test
  void tellsWhatDoesNotFitAndWhere() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> decode(Price.class, "{\"cents\":{}}"))
        .withMessageContaining("cannot read the event")
        .withMessageContaining("\"cents\"")
        .withMessageContaining("[RUNTIME_EVENT_UNREADABLE]");
    for (String event : List.of("", "{", "{} {}", "[[")) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> decode(Price.class, event));
    }
  }

  /** Has a getter that fails. */
  public static final class Unpriced {
    public int getCents() {
      throw new IllegalStateException("no price");
    }
  }

  @Test
  void tellsWhatCannotBeWrittenAndWhere() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> encode(Unpriced.class, new Unpriced()))
        .withMessageContaining("cannot write the result: no price")
        .withMessageContaining("\"cents\"")
        .withMessageContaining("[RUNTIME_RESULT_UNWRITABLE]");
  }

  @Test
  void usesTheFunctionsOwnMapper() throws Throwable {
    withProviders(
        ObjectMapper.class,
        () ->
            assertThat(encode(TwoWords.class, decode(TwoWords.class, "{\"first_word\":\"a\"}")))
                .isEqualTo("{\"first_word\":\"a\"}"),
        SnakeMapper.class);
  }

  @Test
  void refusesTwoMappersAndNamesThem() throws Throwable {
    withProviders(
        ObjectMapper.class,
        () ->
            assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(DatabindCodec::new)
                .withMessageContaining("SnakeMapper")
                .withMessageContaining("SecondMapper")
                .withMessageContaining("[RUNTIME_SEVERAL_CODECS]"),
        SnakeMapper.class,
        SecondMapper.class);
  }

  @Test
  void findsTheModulesOfTheClassPath() throws Throwable {
    withProviders(
        Module.class,
        () ->
            assertThat(encode(Price.class, new Price(1))).startsWith("\"" + Price.class.getName()),
        ThreadsAsText.class);
  }

  private static Object decode(Type type, String json) throws IOException {
    return new DatabindCodec().decoder(type).decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(Type type, Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new DatabindCodec().encoder(type).encode(value, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void withProviders(Class<?> service, ThrowingCallable test, Class<?>... providers)
      throws Throwable {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(
        services.resolve(service.getName()),
        List.of(providers).stream().map(Class::getName).toList());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader withProviders =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(withProviders);
      test.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
