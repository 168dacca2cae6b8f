package dev.snapstart.emulator;

import static dev.snapstart.emulator.HandPlayedRuntime.async;
import static dev.snapstart.emulator.Recorded.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.emulator.HandPlayedRuntime.Answer;
import dev.snapstart.emulator.HandPlayedRuntime.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingTest {

  private static final String ERROR = "{\"errorMessage\":\"boom\",\"errorType\":\"Error\"}";
  private static final String[] ERROR_TRAILERS = {
    "Lambda-Runtime-Function-Error-Type: Function.Boom",
    "Lambda-Runtime-Function-Error-Body: "
        + Base64.getEncoder().encodeToString(ERROR.getBytes(UTF_8))
  };

  private final HandPlayedRuntime function =
      HandPlayedRuntime.of(FunctionSpec.builder().timeout(Duration.ofSeconds(20)));
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void passesBytesOnAsTheyCome() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = stream(sink);
      String id = runtime.answer().requestId();

      runtime.beginStream(id, "Content-Type: text/event-stream").chunk("one");
      await("the first chunk is there", () -> sink.toString(UTF_8).equals("one"));
      runtime.chunk("two");
      await("the second chunk is there", () -> sink.toString(UTF_8).equals("onetwo"));
      assertThat(result.isDone()).isFalse();
      assertThat(runtime.endStream().answer().status()).isEqualTo(202);
      runtime.askForNext();

      assertThat(result.get().isStreamed()).isTrue();
      assertThat(result.get().contentType()).isEqualTo("text/event-stream");
      assertThat(result.get().functionError()).isNull();
      assertThat(result.get().payload()).isEmpty();
      assertThat(sink.toString(UTF_8)).isEqualTo("onetwo");
    }
  }

  @Test
  void collectsAStreamForACallerThatWantsItAtOnce() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = async(() -> environment().invoke(new byte[0]));
      String id = runtime.answer().requestId();

      runtime.beginStream(id).chunk("one").chunk("two").endStream().answer();
      runtime.askForNext();

      assertThat(result.get().text()).isEqualTo("onetwo");
      assertThat(result.get().isStreamed()).isTrue();
      assertThat(result.get().contentType()).isNull();
    }
  }

  @Test
  void givesAResponseThatIsNotStreamedToTheSinkToo() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = stream(sink);
      String id = runtime.answer().requestId();

      runtime
          .send("POST " + HandPlayedRuntime.BASE + "/invocation/" + id + "/response HTTP/1.1\r\n")
          .send("Transfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n")
          .chunk("all at once")
          .endStream()
          .answer();
      runtime.askForNext();

      assertThat(result.get().isStreamed()).isFalse();
      assertThat(result.get().contentType()).isEqualTo("text/plain");
      assertThat(result.get().payload()).isEmpty();
      assertThat(sink.toString(UTF_8)).isEqualTo("all at once");
    }
  }

  @Test
  void tellsTheErrorOfTheTrailersAndWhatCameBeforeIt() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = async(() -> environment().invoke(new byte[0]));
      String id = runtime.answer().requestId();

      Answer answer =
          runtime
              .beginStream(id, "Trailer: Lambda-Runtime-Function-Error-Type")
              .chunk("before")
              .endStream(ERROR_TRAILERS)
              .answer();
      runtime.askForNext();

      assertThat(answer.status()).isEqualTo(202);
      assertThat(result.get().functionError()).isEqualTo("Unhandled");
      assertThat(result.get().errorType()).isEqualTo("Function.Boom");
      assertThat(result.get().errorPayload()).isEqualTo(ERROR);
      assertThat(result.get().text()).isEqualTo("before");
      RecordedRequest request = environment().requests().get(1);
      assertThat(request.trailers())
          .containsEntry("lambda-runtime-function-error-type", "Function.Boom");
      assertThat(request.bodyLength()).isEqualTo(6);
    }
  }

  @Test
  void keepsTheErrorOutOfTheSink() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = stream(sink);
      String id = runtime.answer().requestId();

      runtime.fail(id, ERROR);
      runtime.askForNext();

      assertThat(result.get().errorPayload()).isEqualTo(ERROR);
      assertThat(result.get().text()).isEqualTo(ERROR);
      assertThat(sink.size()).isZero();
    }
  }

  @Test
  void callsAResponseTruncatedWhoseConnectionIsLostAndServesOn() throws Exception {
    Future<InvocationResult> truncated;
    try (Connection runtime = function.connectAndAsk()) {
      truncated = async(() -> environment().invoke(new byte[0]));
      runtime.beginStream(runtime.answer().requestId()).chunk("half").send("5\r\nab");
    }
    Environment environment = environment();
    await(
        "the loss is known",
        () -> environment.requests().size() == 2 && environment.requests().get(1).status() == 400);
    try (Connection runtime = function.connect().askForNext()) {
      Future<InvocationResult> next = async(() -> environment().invoke(new byte[0]));
      runtime.respond(runtime.answer().requestId(), "fine");
      runtime.askForNext();

      assertThat(next.get().text()).isEqualTo("fine");
      assertThat(truncated.get().errorType()).isEqualTo("Runtime.TruncatedResponse");
      assertThat(truncated.get().functionError()).isEqualTo("Unhandled");
      assertThat(truncated.get().text()).isEqualTo("halfab");
    }
  }

  @Test
  void callsAResponseTruncatedThatIsNotHttp() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      async(() -> environment().invoke(new byte[0]));

      Answer answer =
          runtime.beginStream(runtime.answer().requestId()).send("no length\r\n").answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("TruncatedHTTPRequest");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Streaming", "buffered", "chunked"})
  void refusesAnyOtherModeAndEverythingAfterIt(String mode) throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = async(() -> environment().invoke(new byte[0]));
      String path = HandPlayedRuntime.BASE + "/invocation/" + runtime.answer().requestId();

      Answer answer =
          runtime
              .post(path + "/response", "x", "Lambda-Runtime-Function-Response-Mode: " + mode)
              .answer();
      Answer next = runtime.askForNext().answer();
      ProcessHandle.of(environment().pid()).orElseThrow().destroyForcibly();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("InvalidFunctionResponseMode");
      assertThat(next.status()).isEqualTo(403);
      assertThat(next.body()).contains("State transition from InvocationResponse to Ready failed");
      assertThat(result.get().errorType()).isEqualTo("Runtime.InvalidResponseModeHeader");
    }
  }

  @Test
  void refusesAStreamForAnotherRequestAndReadsItToItsEnd() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = stream(sink);
      String id = runtime.answer().requestId();

      Answer refused = runtime.beginStream("other").chunk("x").endStream().answer();
      runtime.beginStream(id).chunk("mine").endStream().answer();
      runtime.askForNext();

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("InvalidRequestID");
      assertThat(result.get().functionError()).isNull();
      assertThat(sink.toString(UTF_8)).isEqualTo("mine");
    }
  }

  @Test
  void refusesAnErrorWhileTheResponseIsStreamed() throws Exception {
    try (Connection runtime = function.connectAndAsk();
        Connection other = function.connect()) {
      Future<InvocationResult> result = stream(sink);
      String id = runtime.answer().requestId();
      runtime.beginStream(id).chunk("x");
      await("it is being streamed", () -> sink.size() == 1);

      assertThat(other.fail(id, ERROR).status()).isEqualTo(403);
      runtime.endStream().answer();
      runtime.askForNext();

      assertThat(result.get().functionError()).isNull();
    }
  }

  @Test
  void letsTheFunctionWaitForASlowSink() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    AtomicLong received = new AtomicLong();
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result =
          stream(
              new OutputStream() {
                @Override
                public void write(int b) {
                  received.incrementAndGet();
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                  received.addAndGet(length);
                  awaitQuietly(released);
                }
              });
      runtime.beginStream(runtime.answer().requestId());
      // far more than the buffers of the kernel hold
      Future<Connection> writing =
          async(() -> {
            String mebibyte = "x".repeat(1 << 20);
            for (int i = 0; i < 100; i++) {
              runtime.chunk(mebibyte);
            }
            return runtime.endStream();
          });
      await("the sink has something", () -> received.get() > 0);

      assertThat(received.get()).isLessThanOrEqualTo(1 << 16);
      assertThat(writing.isDone()).isFalse();
      released.countDown();
      writing.get().answer();
      runtime.askForNext();
      assertThat(result.get().functionError()).isNull();
      assertThat(received.get()).isEqualTo(100 << 20);
    }
  }

  @Test
  void endsTheInvocationOfASinkThatFailsBeforeItThrowsItsFailure() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result =
          stream(
              new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                  throw new IOException("the caller is gone");
                }
              });
      String id = runtime.answer().requestId();

      Answer answer = runtime.beginStream(id).chunk("one").chunk("two").endStream().answer();
      runtime.askForNext();

      assertThat(answer.status()).isEqualTo(202);
      assertThatThrownBy(result::get).hasRootCauseMessage("the caller is gone");
      assertThat(environment().logLines()).last().asString().startsWith("REPORT");
      assertThat(environment().isAlive()).isTrue();
    }
  }

  @Test
  void endsAProcessThatStreamsForTooLong() throws Exception {
    FunctionSpec.Builder spec = FunctionSpec.builder().timeout(Duration.ofMillis(500));
    try (HandPlayedRuntime impatient = HandPlayedRuntime.of(spec);
        Connection runtime = impatient.connectAndAsk()) {
      Environment environment = impatient.environment();
      Future<InvocationResult> result = async(() -> environment.invokeStreaming(new byte[0], sink));
      runtime.beginStream(runtime.answer().requestId()).chunk("x");

      assertThat(result.get().errorType()).isEqualTo("Sandbox.Timedout");
      assertThat(result.get().isStreamed()).isTrue();
      assertThat(sink.toString(UTF_8)).isEqualTo("x");
      assertThat(environment.isAlive()).isFalse();
    }
  }

  @Test
  void refusesMoreThanABufferedCallerCanTake() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = async(() -> environment().invoke(new byte[0]));
      String id = runtime.answer().requestId();

      Answer answer =
          runtime.beginStream(id).chunk("x".repeat(6_291_556)).chunk("y").endStream().answer();
      runtime.askForNext();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).contains("RequestEntityTooLarge").contains("6291556");
      assertThat(result.get().errorType()).isEqualTo("Function.ResponseSizeTooLarge");
      assertThat(result.get().text()).contains("exceeded maximum allowed payload size");
    }
  }

  @Test
  void collectsAsMuchAsABufferedCallerCanTake() throws Exception {
    try (Connection runtime = function.connectAndAsk()) {
      Future<InvocationResult> result = async(() -> environment().invoke(new byte[0]));
      String id = runtime.answer().requestId();

      Answer answer = runtime.beginStream(id).chunk("x".repeat(6_291_556)).endStream().answer();
      runtime.askForNext();

      assertThat(answer.status()).isEqualTo(202);
      assertThat(result.get().payload()).hasSize(6_291_556);
    }
  }

  private Future<InvocationResult> stream(OutputStream target) {
    return async(() -> environment().invokeStreaming(new byte[0], target));
  }

  private Environment environment() throws Exception {
    return function.environment();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
