package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.emulator.Faults.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on request, as a process of its own sees it. */
class FaultsTest {

  private static final Duration TWO_REQUESTS = Duration.ofMillis(120);

  private final Emulator emulator = Emulator.builder().build();

  @AfterEach
  void close() {
    emulator.close();
  }

  @Test
  void answersInThePlaceOfThePlatform() {
    EnvironmentFailure failure =
        catchThrowableOfType(
            EnvironmentFailure.class,
            () -> start(Faults.none().at(Endpoint.NEXT, 1, new Fault.Answered(500))));

    assertThat(failure.lastOutput()).contains("invocation/next 500", "next was refused");
  }

  @Test
  void answersOtherwiseThanThePlatformThatTookTheResponse() throws Exception {
    Environment environment =
        start(Faults.none().at(Endpoint.RESPONSE, 2, new Fault.Answered(403)));

    assertThat(invoke(environment, "one")).isEqualTo("one");
    assertThat(invoke(environment, "two")).isEqualTo("two");
    assertThat(invoke(environment, "three")).isEqualTo("three");
    assertThat(statuses(environment, "/response")).containsExactly(202, 403, 202);
  }

  @Test
  void isSlowWithEveryRequest() throws Exception {
    long beginNanos = System.nanoTime();
    Environment environment = start(Faults.none().slowedBy(Duration.ofMillis(60)));
    assertThat(invoke(environment, "one")).isEqualTo("one");
    assertThat(Duration.ofNanos(System.nanoTime() - beginNanos)).isGreaterThan(TWO_REQUESTS);
  }

  @Test
  void restoresSlowly() throws Exception {
    Faults slow = Faults.none().restoringSlowly(TWO_REQUESTS);
    try (Snapshot snapshot =
        emulator.publish(PlainFunction.doing("restore-next", "loop").faults(slow).build())) {
      Report report = snapshot.restore().invoke(bytes("one")).report();
      assertThat(report.restoreDuration()).isGreaterThanOrEqualTo(TWO_REQUESTS);
      assertThat(report.billedRestoreDuration()).isLessThan(report.restoreDuration());
    }
  }

  @Test
  void killsInTheMiddleOfAnInvocation() throws Exception {
    Environment environment = start(Faults.none().killingDuring(2, Duration.ofMillis(10)));
    assertThat(invoke(environment, "one")).isEqualTo("one");

    InvocationResult result = environment.invoke(bytes("hang"));

    assertThat(result.errorType()).isEqualTo("Runtime.ExitError");
    assertThat(result.text()).contains("signal: killed");
  }

  /** What is over before is not killed, and what comes after it neither. */
  @Test
  void killsNothingOutsideTheInvocation() throws Exception {
    Environment environment = start(Faults.none().killingDuring(1, Duration.ofMillis(100)));
    assertThat(invoke(environment, "one")).isEqualTo("one");
    Thread.sleep(200);
    assertThat(invoke(environment, "two")).isEqualTo("two");
  }

  @Test
  void endsARestoreThatIsTooSlowAtItsLimit() throws Exception {
    Limits limits =
        new Limits(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofMillis(200));
    Faults slow = Faults.none().restoringSlowly(Duration.ofMinutes(5));
    FunctionSpec function = PlainFunction.doing("restore-next", "loop").faults(slow).build();
    try (Emulator impatient = Emulator.builder().engine(Engine.PAUSE).limits(limits).build();
        Snapshot snapshot = impatient.publish(function)) {
      EnvironmentFailure failure =
          catchThrowableOfType(EnvironmentFailure.class, snapshot::restore);
      assertThat(failure.errorType()).isEqualTo("Sandbox.Timedout");
    }
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatThrownBy(() -> Faults.none().slowedBy(Duration.ofSeconds(-1)))
        .hasMessageContaining("expected a positive duration");
  }

  @Test
  void hangsUpWithoutAnAnswer() throws Exception {
    Environment environment = start(Faults.none().at(Endpoint.RESPONSE, 1, new Fault.HungUp()));

    InvocationResult result = environment.invoke(bytes("one"));

    assertThat(result.errorType()).isEqualTo("Runtime.ExitError");
    assertThat(environment.logLines()).anyMatch(line -> line.contains("connection lost"));
    assertThat(statuses(environment, "/response")).containsExactly(0);
  }

  @Test
  void takesARequestAndHangsUp() throws Exception {
    Environment environment =
        start(Faults.none().at(Endpoint.RESPONSE, 1, new Fault.HungUpAfter()));

    assertThat(invoke(environment, "one")).isEqualTo("one");
    assertThat(environment.logLines()).anyMatch(line -> line.contains("connection lost"));
  }

  @Test
  void answersLaterAndForTheLastTime() throws Exception {
    Environment environment =
        start(
            Faults.none()
                .at(Endpoint.RESPONSE, 1, new Fault.Delayed(Duration.ofMillis(50)))
                .at(Endpoint.RESPONSE, 2, new Fault.Closed()));

    assertThat(invoke(environment, "one")).isEqualTo("one");
    assertThat(invoke(environment, "two")).isEqualTo("two");
    assertThat(invoke(environment, "three")).isEqualTo("three");
    assertThat(environment.connectionCount()).isEqualTo(2);
  }

  @Test
  void answersBeforeTheBodyIsRead() throws Exception {
    Environment environment =
        start(
            Faults.none()
                .at(Endpoint.RESPONSE, 1, new Fault.AcceptedEarly())
                .at(Endpoint.RESPONSE, 2, new Fault.AnsweredEarly(413)));

    assertThat(invoke(environment, "one")).isEqualTo("one");
    environment.invoke(bytes("two"));
    assertThat(statuses(environment, "/response")).startsWith(202, 413);
  }

  @Test
  void givesAnEventOutAgainThatWasCutOff() throws Exception {
    Environment environment = start(Faults.none().at(Endpoint.NEXT, 1, new Fault.Truncated(2)));

    assertThat(invoke(environment, "one")).isEqualTo("one");
    assertThat(environment.connectionCount()).isEqualTo(2);
  }

  @Test
  void refusesConnectionsAtFirst() throws Exception {
    Environment environment = start(Faults.none().refusingFor(Duration.ofMillis(500)));

    assertThat(invoke(environment, "one")).isEqualTo("one");
  }

  @Test
  void sendsOtherHeadersThanThePlatform() throws Exception {
    Environment environment = start(Faults.none());

    environment.invoke(
        bytes("one"),
        Map.of(
            "lambda-runtime-aws-request-id", "mine/1 %",
            "Lambda-Runtime-Aws-Tenant-Id", "blue",
            "Lambda-Runtime-Trace-Id", ""));

    assertThat(environment.logLines())
        .contains("Lambda-Runtime-Aws-Tenant-Id: blue")
        .noneMatch(line -> line.startsWith("Lambda-Runtime-Trace-Id"));
  }

  private Environment start(Faults faults) throws Exception {
    return emulator.start(
        PlainFunction.doing("loop").timeout(Duration.ofSeconds(10)).faults(faults).build());
  }

  private static String invoke(Environment environment, String event) throws Exception {
    return environment.invoke(bytes(event)).text();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Integer> statuses(Environment environment, String pathEnd) {
    return environment.requests().stream()
        .filter(request -> request.path().endsWith(pathEnd))
        .map(RecordedRequest::status)
        .toList();
  }
}
