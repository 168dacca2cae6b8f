package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of the events library, read and written as AWS's own client does. */
class RicEventsTest {

  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

  /** Where the client differs from what services send, and we do not; see docs/payloads.md. */
  private static final Set<String> OURS_ONLY =
      Set.of(
          "S3Event", // another order of the properties
          "S3EventNotification",
          "KinesisTimeWindowEvent", // the same
          "S3ObjectLambdaEvent", // xAmzRequestId is lost
          "APIGatewayV2CustomAuthorizerEvent"); // a date is written as an object of 20 properties

  /** What no event is read as: an abstract class, and policies, which are only written. */
  private static final Set<String> NOT_READ =
      Set.of("CognitoUserPoolEvent", "IamPolicyResponse", "IamPolicyResponseV1");

  /** What is not written as it is sent, with the client, too. */
  private static final Set<String> NOT_AS_SENT =
      Set.of(
          "APIGatewayV2CustomAuthorizerEvent", // its time is text in, a date out
          "KafkaEvent"); // header bytes are numbers in, base64 out

  private final EventCodec codec = new JsonCodec();

  static Map<String, String> samples() {
    Map<String, String> samples = new TreeMap<>();
    try {
      Path directory = Path.of(URI.create(RicEventsTest.class.getResource("/events") + "/"));
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          samples.put(name.substring(0, name.length() - ".json".length()), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  static Stream<String> names() {
    return samples().keySet().stream();
  }

  static Class<?> type(String name) {
    try {
      return Class.forName(
          EVENTS + (name.equals("S3EventNotification") ? "models.s3." : "") + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  @Test
  void hasASampleOfEveryClass() throws IOException {
    URI library = URI.create(S3Event.class.getResource("S3Event.class").toString());
    String jar = library.getSchemeSpecificPart().split("!", 2)[0];
    try (JarFile file = new JarFile(Path.of(URI.create(jar)).toFile())) {
      String directory = EVENTS.replace('.', '/');
      assertThat(
              file.stream()
                  .map(entry -> entry.getName())
                  .filter(name -> name.startsWith(directory) && name.endsWith(".class"))
                  .map(name -> name.substring(directory.length(), name.length() - 6))
                  .filter(name -> !name.contains("$") && !name.contains("/")))
          .isNotEmpty()
          .filteredOn(name -> !NOT_READ.contains(name))
          .allSatisfy(name -> assertThat(samples()).containsKey(name));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsAndWritesWhatTheClientDoes(String name) throws IOException {
    String sample = samples().get(name);
    Class<?> type = type(name);
    if (!OURS_ONLY.contains(name)) {
      assertThat(encode(type, decode(type, sample)))
          .isEqualTo(Ric.write(type, Ric.read(type, sample)))
          .isEqualTo(encode(type, Ric.read(type, sample)))
          .isEqualTo(Ric.write(type, decode(type, sample)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void writesEverythingThatWasSent(String name) throws IOException {
    if (!NOT_AS_SENT.contains(name)) {
      String sample = samples().get(name);
      Class<?> type = type(name);
      assertThat(JSON.std.anyFrom(encode(type, decode(type, sample))))
          .isEqualTo(JSON.std.anyFrom(sample));
    }
  }

  @Test
  void writesPoliciesAsTheClientDoes() throws IOException {
    IamPolicyResponse response =
        IamPolicyResponse.builder()
            .withPrincipalId("ann")
            .withPolicyDocument(
                IamPolicyResponse.PolicyDocument.builder()
                    .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                    .withStatement(List.of(IamPolicyResponse.allowStatement("arn:r")))
                    .build())
            .build();
    IamPolicyResponseV1 first =
        IamPolicyResponseV1.builder()
            .withPrincipalId("ann")
            .withUsageIdentifierKey("key")
            .withPolicyDocument(
                IamPolicyResponseV1.PolicyDocument.builder()
                    .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                    .withStatement(List.of(IamPolicyResponseV1.denyStatement("arn:r")))
                    .build())
            .build();
    assertThat(encode(IamPolicyResponse.class, response))
        .isEqualTo(Ric.write(IamPolicyResponse.class, response))
        .contains("\"Version\":\"2012-10-17\"", "\"Effect\":\"Allow\"");
    assertThat(encode(IamPolicyResponseV1.class, first))
        .isEqualTo(Ric.write(IamPolicyResponseV1.class, first))
        .contains("\"usageIdentifierKey\":\"key\"", "\"Effect\":\"Deny\"");
  }

  private Object decode(Class<?> type, String json) throws IOException {
    return codec.decoder(type).decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private String encode(Class<?> type, Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.encoder(type).encode(value, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = RicEventsTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return in.readAllBytes();
    }
  }
}
