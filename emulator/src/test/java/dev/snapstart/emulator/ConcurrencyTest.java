package dev.snapstart.emulator;

import static dev.snapstart.emulator.HandPlayedRuntime.BASE;
import static dev.snapstart.emulator.HandPlayedRuntime.async;
import static dev.snapstart.emulator.Recorded.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.emulator.HandPlayedRuntime.Answer;
import dev.snapstart.emulator.HandPlayedRuntime.Connection;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several invocations at a time in one environment, as Lambda Managed Instances serve them. */
class ConcurrencyTest {

  private final HandPlayedRuntime function =
      HandPlayedRuntime.of(
          FunctionSpec.builder().timeout(Duration.ofSeconds(20)).maxConcurrency(2));

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void tellsTheProcessHowManyInvocationsItServes() throws Exception {
    try (Emulator emulator = Emulator.builder().build()) {
      Environment environment =
          emulator.start(PlainFunction.doing("variables", "loop").maxConcurrency(8).build());

      assertThat(environment.logLines())
          .contains(
              "AWS_LAMBDA_MAX_CONCURRENCY=8",
              "AWS_LAMBDA_INITIALIZATION_TYPE=lambda-managed-instances");
      assertThat(environment.invoke("x".getBytes(UTF_8)).text()).isEqualTo("x");
    }
  }

  @Test
  void takesResponsesInAnyOrder() throws Exception {
    try (Connection one = function.connectAndAsk();
        Connection two = function.connect()) {
      Future<InvocationResult> first = invoke("first");
      Answer firstEvent = one.answer();
      Future<InvocationResult> second = invoke("second");
      Answer secondEvent = two.askForNext().answer();

      two.respond(secondEvent.requestId(), secondEvent.body() + " done");
      assertThat(second.get().text()).isEqualTo("second done");
      assertThat(first.isDone()).isFalse();
      // the connection does not matter, the id does
      two.respond(firstEvent.requestId(), firstEvent.body() + " done");
      assertThat(first.get().text()).isEqualTo("first done");
      assertThat(first.get().requestId()).isEqualTo(firstEvent.requestId());
    }
  }

  @Test
  void letsInvocationsWaitBeyondTheConcurrency() throws Exception {
    try (Connection one = function.connectAndAsk();
        Connection two = function.connect()) {
      Future<InvocationResult> first = invoke("first");
      Answer firstEvent = one.answer();
      invoke("second");
      two.askForNext().answer();
      Future<InvocationResult> third = invoke("third");
      one.respond(firstEvent.requestId(), "done");
      first.get();

      Answer thirdEvent = one.askForNext().answer();
      one.respond(thirdEvent.requestId(), "done too");

      assertThat(thirdEvent.body()).isEqualTo("third");
      assertThat(third.get().text()).isEqualTo("done too");
    }
  }

  @Test
  void refusesMoreRequestsForAnInvocationThanItCanServe() throws Exception {
    try (Connection one = function.connectAndAsk();
        Connection two = function.connect();
        Connection three = function.connect()) {
      two.askForNext();
      await("both wait", () -> waitingRequests() == 2);

      Answer answer = three.askForNext().answer();

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("Runtime.TooManyIdleRuntimes");
      // which of the two gets which is nobody's promise
      Future<InvocationResult> result = invoke("x");
      Future<InvocationResult> other = invoke("y");
      one.respond(one.answer().requestId(), "served");
      two.respond(two.answer().requestId(), "served");
      assertThat(result.get().text()).isEqualTo("served");
      assertThat(other.get().text()).isEqualTo("served");
    }
  }

  @Test
  void refusesAnswersToWhatIsAnsweredOrUnknown() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = invoke("x");
      String id = runtime.answer().requestId();

      assertThat(runtime.respond("unknown", "x").status()).isEqualTo(400);
      assertThat(runtime.respond(id, "x").status()).isEqualTo(202);
      Answer again = runtime.respond(id, "y");

      assertThat(again.status()).isEqualTo(400);
      assertThat(again.body()).contains("InvalidRequestID");
      assertThat(runtime.fail(id, "{}").status()).isEqualTo(400);
      assertThat(result.get().text()).isEqualTo("x");
    }
  }

  @Test
  void tellsALateAnswerThatItsInvocationTimedOutAndServesOn() throws Exception {
    FunctionSpec.Builder spec =
        FunctionSpec.builder().timeout(Duration.ofMillis(300)).maxConcurrency(2);
    try (HandPlayedRuntime impatient = HandPlayedRuntime.of(spec);
        Connection runtime = impatient.connectAndAsk()) {
      Environment environment = impatient.environment();
      InvocationResult late = environment.invoke(new byte[0]);
      String id = runtime.answer().requestId();
      Answer gone = runtime.respond(id, "late");
      Future<InvocationResult> next = async(() -> environment.invoke(new byte[0]));
      runtime.respond(runtime.askForNext().answer().requestId(), "in time");

      assertThat(late.errorType()).isEqualTo("Sandbox.Timedout");
      assertThat(gone.status()).isEqualTo(410);
      assertThat(gone.body()).contains("\"InvokeTimeout\"");
      assertThat(runtime.respond(id, "later").status()).isEqualTo(400);
      assertThat(next.get().text()).isEqualTo("in time");
      assertThat(environment.isAlive()).isTrue();
    }
  }

  @Test
  void refusesErrorsOfMoreThanAMebibyte() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = invoke("x");
      String id = runtime.answer().requestId();

      Answer answer = runtime.fail(id, "x".repeat((1 << 20) + 1));

      assertThat(answer.status()).isEqualTo(413);
      assertThat(runtime.fail(id, "x".repeat(1 << 20)).status()).isEqualTo(202);
      assertThat(result.get().errorType()).isEqualTo("Function.Boom");
      assertThat(runtime.post(BASE + "/init/error", "x".repeat((1 << 20) + 1)).answer().status())
          .isEqualTo(413);
    }
  }

  @Test
  void endsAStreamWithAnErrorThatIsPostedMeanwhile() throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (Connection runtime = function.connectAndAsk();
        Connection other = function.connect()) {
      Future<InvocationResult> result =
          async(() -> function.environment().invokeStreaming(new byte[0], sink));
      String id = runtime.answer().requestId();
      runtime.beginStream(id).chunk("before");
      await("it is being streamed", () -> sink.size() == 6);

      assertThat(other.fail(id, "{}").status()).isEqualTo(202);

      assertThat(result.get().errorType()).isEqualTo("Function.Boom");
      assertThat(result.get().isStreamed()).isTrue();
      assertThat(runtime.chunk("after").endStream().answer().status()).isEqualTo(400);
      assertThat(sink.toString(UTF_8)).isEqualTo("before");
    }
  }

  @Test
  void failsWhatIsRunningWhenTheProcessEnds() throws Exception {
    try (Connection one = function.connectAndAsk();
        Connection two = function.connect().askForNext()) {
      Future<InvocationResult> first = invoke("first");
      Future<InvocationResult> second = invoke("second");
      one.answer();
      two.answer();

      ProcessHandle.of(function.environment().pid()).orElseThrow().destroyForcibly();

      assertThat(first.get().errorType()).isEqualTo("Runtime.ExitError");
      assertThat(second.get().errorType()).isEqualTo("Runtime.ExitError");
    }
  }

  @Test
  void hasNoSnapshots() {
    try (Emulator emulator = Emulator.builder().build()) {
      FunctionSpec spec = PlainFunction.doing("loop").maxConcurrency(2).build();

      assertThatThrownBy(() -> emulator.publish(spec))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Lambda Managed Instances have no snapshots")
          .hasMessageEndingWith("without maxConcurrency [EMULATOR_MAX_CONCURRENCY]");
    }
  }

  @Test
  void refusesAConcurrencyOfNothing() {
    assertThatThrownBy(() -> FunctionSpec.builder().maxConcurrency(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least 1 [EMULATOR_BAD_OPTION]");
  }

  private Future<InvocationResult> invoke(String event) {
    return async(() -> function.environment().invoke(event.getBytes(UTF_8)));
  }

  private int waitingRequests() {
    try {
      return (int)
          function.environment().requests().stream()
              .filter(request -> request.status() == 0)
              .count();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
