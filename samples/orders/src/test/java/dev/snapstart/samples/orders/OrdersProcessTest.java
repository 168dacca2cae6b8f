package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.RecordedRequest;
import dev.snapstart.emulator.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample as a process under the emulator, with our runtime and with AWS's own client. */
class OrdersProcessTest {

  private static final List<String> EVENTS =
      List.of("simple-order.json", "several-lines.json", "base64-order.json");

  /** AWS's client does not ask for its restore again when its connection is taken from it. */
  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();

  @TempDir private Path temporary;

  enum Runtime {
    OURS("dev.snapstart.runtime.Bootstrap"),

    /**
     * The runtime interface client. It implements CRaC in a package of its own, and org.crac has to
     * be told of it: on AWS's managed runtimes the JVM is started with this property, elsewhere
     * nobody sets it and hooks would silently not run.
     */
    AWS(
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda");

    private final List<String> arguments;

    Runtime(String... arguments) {
      this.arguments = List.of(arguments);
    }

    FunctionSpec orders(Path temporary, String... jvmOptions) {
      return function(OrdersHandler.class, temporary, jvmOptions)
          .name("orders")
          .timeout(Duration.ofSeconds(30))
          .build();
    }

    FunctionSpec.Builder function(Class<?> handler, Path temporary, String... jvmOptions) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:+UseSerialGC");
      command.add("-XX:TieredStopAtLevel=1");
      // a process that is killed leaves its files behind
      command.add("-Djava.io.tmpdir=" + temporary);
      command.addAll(List.of(jvmOptions));
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.addAll(arguments);
      command.add(handler.getName());
      return FunctionSpec.builder().command(command);
    }
  }

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void answersEveryOrderWhenStartedOnDemand(Runtime runtime) throws Exception {
    Environment environment = emulator.start(runtime.orders(temporary));
    assertThat(orderNumbers(environment)).hasSameSizeAs(EVENTS);
    assertThat(environment.logLines()).noneMatch(line -> line.startsWith("HOOKS"));
  }

  @ParameterizedTest
  @EnumSource
  void answersEveryOrderAfterARestore(Runtime runtime) throws Exception {
    Snapshot snapshot = emulator.publish(runtime.orders(temporary));
    assertThat(hookLine(snapshot.logLines(), "beforeCheckpoint"))
        .contains("price a sample order: ")
        .contains("order journal: ")
        .doesNotContain("FAILED");
    Environment environment = snapshot.restore();
    assertThat(orderNumbers(environment)).hasSameSizeAs(EVENTS);
    assertThat(hookLine(environment.logLines(), "afterRestore"))
        .contains("order numbers: ")
        .contains("order journal: ")
        .doesNotContain("FAILED");
    assertThat(environment.requests())
        .extracting(RecordedRequest::path)
        .startsWith("/2018-06-01/runtime/restore/next", "/2018-06-01/runtime/invocation/next");
  }

  @ParameterizedTest
  @EnumSource
  void logsTheRequestIdOfEachOrder(Runtime runtime) throws Exception {
    Environment environment = emulator.publish(runtime.orders(temporary)).restore();
    InvocationResult result = environment.invoke(event(EVENTS.get(0)));
    assertThat(environment.logLines())
        .filteredOn(line -> !line.matches("(START|END|REPORT) RequestId.*"))
        .anyMatch(line -> line.contains(result.requestId()));
  }

  @Test
  void loadsWhatAnOrderNeedsBeforeTheSnapshot() throws Exception {
    Snapshot snapshot = emulator.publish(Runtime.OURS.orders(temporary, "-Xlog:class+load"));
    assertThat(snapshot.logLines())
        .anyMatch(line -> line.contains(" " + PricedOrder.Line.class.getName() + " "))
        .anyMatch(line -> line.contains("OrdersHandler - ") && line.contains(" cents"));
    int before = snapshot.logLines().size();
    Environment environment = snapshot.restore();
    environment.invoke(event(EVENTS.get(0)));
    List<String> lines = environment.logLines();
    assertThat(lines.subList(before, lines.size()))
        .anyMatch(line -> line.startsWith("REPORT RequestId: "))
        .filteredOn(line -> line.contains("[class,load]"))
        // of the journal, which is opened by a hook of its own
        .allMatch(line -> line.contains(" java.nio.channels."));
  }

  static Set<String> orderNumbers(Environment environment) throws Exception {
    Set<String> numbers = new LinkedHashSet<>();
    for (String event : EVENTS) {
      InvocationResult result = environment.invoke(event(event));
      assertThat(result.functionError()).isNull();
      Map<String, Object> response = JSON.std.mapFrom(result.text());
      assertThat(response).containsEntry("statusCode", 201);
      numbers.add((String) JSON.std.mapFrom(response.get("body")).get("orderNumber"));
    }
    return numbers;
  }

  private static byte[] event(String name) throws IOException {
    return Files.readAllBytes(Path.of("events", name));
  }

  private static String hookLine(List<String> log, String phase) {
    return log.stream()
        .filter(line -> line.startsWith("HOOKS Phase: " + phase))
        .findFirst()
        .orElse("no hooks ran " + phase);
  }
}
