package dev.snapstart.samples.streaming;

import static dev.snapstart.samples.streaming.PageServer.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What a caller of the exports sees, and when; each is restored from a snapshot. */
class StreamingTest {

  private static final String HEAD =
      "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/csv\"},\"cookies\":[]}"
          + "\0".repeat(8);

  private final Received received = new Received();

  @Test
  void givesTheCallerAPageBeforeTheNextIsFetched() throws Exception {
    InvocationResult result =
        call(
            OrderExport.class,
            number -> {
              if (number > 1) {
                received.awaitEnd(page(number - 1));
              }
            });
    assertThat(result.functionError()).as(result.errorPayload()).isNull();
    assertThat(result.isStreamed()).isTrue();
    assertThat(result.contentType())
        .isEqualTo("application/vnd.awslambda.http-integration-response");
    assertThat(received.text()).isEqualTo(HEAD + page(1) + page(2) + page(3));
  }

  @Test
  void tellsTheCallerThatTheRestIsMissing() throws Exception {
    InvocationResult result = call(OrderExport.class, StreamingTest::failAtTheLast);
    assertThat(received.text()).isEqualTo(HEAD + page(1) + page(2));
    assertThat(result.functionError()).isEqualTo("Unhandled");
    assertThat(result.errorPayload()).contains("HTTP response code: 500", "3.csv");
  }

  @Test
  void sendsNoHeadWhenThereIsNotEvenAFirstPage() throws Exception {
    InvocationResult result =
        call(
            OrderExport.class,
            number -> {
              throw new IllegalStateException();
            });
    assertThat(received.text()).isEmpty();
    assertThat(result.isStreamed()).isFalse();
    assertThat(result.errorPayload()).contains("HTTP response code: 500", "1.csv");
  }

  @Test
  void theBrokenOneSendsNothingBeforeItHasAll() throws Exception {
    InvocationResult result =
        call(BrokenExport.class, number -> assertThat(received.text()).isEmpty());
    assertThat(result.functionError()).isNull();
    assertThat(received.text()).isEqualTo(HEAD + page(1) + page(2) + page(3));
  }

  @Test
  void theBrokenOneHidesThatTheRestIsMissing() throws Exception {
    InvocationResult result = call(BrokenExport.class, StreamingTest::failAtTheLast);
    assertThat(result.functionError()).isNull();
    assertThat(received.text()).isEqualTo(HEAD + page(1) + page(2));
  }

  private static void failAtTheLast(int number) {
    if (number == PageServer.LAST) {
      throw new IllegalStateException();
    }
  }

  private InvocationResult call(
      Class<? extends RequestStreamHandler> handler, IntConsumer beforePage) throws Exception {
    try (PageServer pages = new PageServer(beforePage);
        Emulator emulator = Emulator.builder().build();
        Snapshot snapshot = emulator.publish(function(handler, pages.address()))) {
      byte[] event = "{}".getBytes(StandardCharsets.UTF_8);
      return snapshot.restore().invokeStreaming(event, received);
    }
  }

  private static FunctionSpec function(
      Class<? extends RequestStreamHandler> handler, String orders) {
    return FunctionSpec.builder()
        .command(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.snapstart.runtime.Bootstrap",
                handler.getName()))
        .handler(handler.getName())
        .environment("ORDERS_URL", orders)
        .build();
  }
}
