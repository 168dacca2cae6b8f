package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Runtime API answers, as a process of its own sees it. */
class RuntimeApiRulesTest {

  private static final String INIT = "/2018-06-01/runtime/init/error";
  private static final String RESTORE = "/2018-06-01/runtime/restore/";
  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Emulator emulator = Emulator.builder().log(log::add).build();

  @AfterEach
  void close() {
    emulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    // the second request of a runtime is refused; the first put it into the state
    "init-error, init-error, InitError, InitError",
    "init-error, restore-next, InitError, RestoreReady",
    "init-error, restore-error, InitError, RestoreError",
    "print, restore-error, Started, RestoreError",
  })
  void refusesWhatTheStateForbidsBeforeTheCheckpoint(
      String first, String second, String from, String to) {
    catchThrowableOfType(
        EnvironmentFailure.class,
        () -> emulator.publish(PlainFunction.doing(first, second, "exit:1").build()));

    assertThat(log).anyMatch(line -> line.endsWith(" 403")).anyMatch(refusal(from, to));
  }

  @Test
  void refusesASecondRestore() throws Exception {
    failRestore("restore-next", "restore-next", "exit:1");

    assertThat(log)
        .contains("GET " + RESTORE + "next 403")
        .anyMatch(refusal("Restoring", "RestoreReady"));
  }

  @Test
  void refusesAnythingAfterARestoreError() throws Exception {
    failRestore("restore-next", "restore-error", "restore-error", "get:" + NEXT, "exit:1");

    assertThat(log)
        .anyMatch(refusal("RestoreError", "RestoreError"))
        .anyMatch(refusal("RestoreError", "Ready"));
  }

  @Test
  void looksAtTheRequestIdBeforeTheState() throws Exception {
    failRestore("restore-next", "respond", "exit:1");

    assertThat(log).contains("POST " + INVOCATION + "ID/response 400");
  }

  @ParameterizedTest
  @CsvSource({
    "init-error, InitError",
    "restore-error, RestoreError",
    "restore-next, RestoreReady",
  })
  void refusesWhatTheStateForbidsWhileRunning(String step, String to) throws Exception {
    try (Snapshot snapshot =
        emulator.publish(PlainFunction.doing("next", step, "respond", "loop").build())) {
      assertThat(snapshot.restore().invoke(new byte[0]).functionError()).isNull();
    }

    assertThat(log).anyMatch(refusal("Running", to));
  }

  @ParameterizedTest
  @CsvSource({
    "respond, respond, ResponseSent, InvocationResponse",
    "respond, fail, ResponseSent, InvocationErrorResponse",
    "fail, respond, ResponseSent, InvocationResponse",
    "fail, fail, ResponseSent, InvocationErrorResponse",
    "respond, init-error, ResponseSent, InitError",
  })
  void refusesASecondAnswer(String first, String second, String from, String to) throws Exception {
    Environment environment =
        emulator.start(PlainFunction.doing("next", first, second, "loop").build());

    InvocationResult result = environment.invoke(new byte[0]);

    assertThat(result.functionError()).isEqualTo(first.equals("fail") ? "Unhandled" : null);
    assertThat(log).anyMatch(line -> line.endsWith(" 403")).anyMatch(refusal(from, to));
    assertThat(environment.invoke(new byte[0]).functionError()).isNull();
  }

  @Test
  void givesTheSameEventAgainToARuntimeThatAsksTwice() throws Exception {
    Environment environment =
        emulator.start(PlainFunction.doing("next", "next", "respond", "loop").build());

    InvocationResult result = environment.invoke(new byte[] {'x'});

    assertThat(result.text()).isEqualTo("x");
    assertThat(environment.logLines())
        .filteredOn(line -> line.equals("Lambda-Runtime-Aws-Request-Id: " + result.requestId()))
        .hasSize(2);
  }

  @Test
  void refusesAnAnswerToAnotherRequest() throws Exception {
    Environment environment =
        emulator.start(PlainFunction.doing("next", "respond-to:other", "respond", "loop").build());

    assertThat(environment.invoke(new byte[0]).functionError()).isNull();
    assertThat(log)
        .contains("POST " + INVOCATION + "other/response 400")
        .contains("{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}");
  }

  @Test
  void acceptsAResponseOfTheLargestSize() throws Exception {
    Environment environment =
        emulator.start(PlainFunction.doing("next", "respond-bytes:6291556", "loop").build());

    assertThat(environment.invoke(new byte[0]).payload()).hasSize(6_291_556);
  }

  @Test
  void refusesAResponseThatIsTooLargeAndGoesOn() throws Exception {
    Environment environment =
        emulator.start(
            PlainFunction.doing("next", "respond-bytes:6291557", "fail:Runtime.Late", "loop")
                .build());

    InvocationResult result = environment.invoke(new byte[0]);

    assertThat(result.functionError()).isEqualTo("Unhandled");
    assertThat(result.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
    assertThat(result.text()).contains("exceeded maximum allowed payload size (6291556 bytes)");
    assertThat(environment.requests().get(1).bodyLength()).isEqualTo(6_291_557);
    assertThat(log)
        .contains(
            "POST " + INVOCATION + "ID/response 413",
            "{\"errorType\":\"RequestEntityTooLarge\",\"errorMessage\":\"Exceeded maximum allowed"
                + " payload size (6291556 bytes).\"}",
            "POST " + INVOCATION + "ID/error 403");
    assertThat(environment.invoke(new byte[0]).functionError()).isNull();
  }

  @Test
  void hasNoRestoreAndNoCredentialsOnDemand() throws Exception {
    emulator.start(
        PlainFunction.doing("restore-next", "restore-error", "get:/2021-04-23/credentials", "loop")
            .build());

    assertThat(log)
        .contains(
            "GET " + RESTORE + "next 404",
            "POST " + RESTORE + "error 404",
            "GET /2021-04-23/credentials 404");
  }

  @Test
  void answersPingAndNothingItDoesNotKnow() throws Exception {
    emulator.start(
        PlainFunction.doing(
                "get:/2018-06-01/ping", "get:/nowhere", "get:" + INIT, "get:/2018-06-01/", "loop")
            .build());

    assertThat(log)
        .contains(
            "GET /2018-06-01/ping 200",
            "GET /nowhere 404",
            "GET " + INIT + " 404",
            "GET /2018-06-01/ 404");
  }

  @ParameterizedTest
  @CsvSource({
    "Runtime.Boom, Runtime.Boom",
    "Function.Boom, Function.Boom",
    "my Runtime.Boom!, my Runtime.Boom!",
    "Function.boom, Function.Unknown",
    "java.lang.Error, Runtime.Unknown",
    "Runtime.B, Runtime.Unknown",
    "'', Runtime.Unknown",
  })
  void understandsErrorTypesAsThePlatformDoes(String sent, String understood) {
    assertThat(PlatformError.normalizedType(sent)).isEqualTo(understood);
  }

  private void failRestore(String... steps) throws Exception {
    try (Snapshot snapshot = emulator.publish(PlainFunction.doing(steps).build())) {
      assertThat(catchThrowableOfType(EnvironmentFailure.class, snapshot::restore)).isNotNull();
    }
  }

  private static Predicate<String> refusal(String from, String to) {
    return line ->
        line.equals(
            "{\"errorType\":\"InvalidStateTransition\",\"errorMessage\":\"State transition from "
                + from
                + " to "
                + to
                + " failed for runtime. Error: State transition is not allowed\"}");
  }
}
