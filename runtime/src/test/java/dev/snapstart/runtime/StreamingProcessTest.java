package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.runtime.fixtures.Functions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that are streamed by a function process with a heap that is smaller than they are. */
class StreamingProcessTest {

  private final Emulator emulator = Emulator.builder().build();
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private Environment environment;

  @BeforeEach
  void startFunction() throws Exception {
    environment =
        emulator.start(
            FunctionProcess.bootstrap(
                    FunctionProcess.CLASS_PATH,
                    List.of("-Xmx24m"),
                    Functions.Streaming.class.getName())
                .build());
  }

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void streamsWhatNeverFitsItsHeap() throws Exception {
    Counting counting = new Counting();
    InvocationResult result = environment.invokeStreaming(event("large"), counting);
    assertThat(result.functionError()).isNull();
    assertThat(result.isStreamed()).isTrue();
    assertThat(counting.bytes).isEqualTo(5 + 100L * (1 << 20));
    goesOn();
  }

  @Test
  void answersHttpWithAHeadBeforeTheBody() throws Exception {
    InvocationResult result = environment.invokeStreaming(event("page"), sink);
    assertThat(result.contentType())
        .isEqualTo("application/vnd.awslambda.http-integration-response");
    assertThat(sink.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"statusCode\":201,\"headers\":{},\"cookies\":[\"a=1\"]}\0\0\0\0\0\0\0\0!");
    goesOn();
  }

  @Test
  void tellsOfAnErrorInTheMiddleAfterTheBytesBeforeIt() throws Exception {
    InvocationResult result = environment.invokeStreaming(event("late"), sink);
    assertThat(sink.toString(StandardCharsets.UTF_8)).isEqualTo("first");
    assertThat(result.errorType()).isEqualTo("Runtime.UserException");
    assertThat(JSON.std.mapFrom(result.errorPayload()))
        .containsEntry("errorMessage", "after the first byte")
        .containsEntry("errorType", "java.lang.IllegalStateException");
    goesOn();
  }

  @Test
  void reportsAnErrorBeforeTheFirstByteLikeAnyOther() throws Exception {
    InvocationResult result = environment.invokeStreaming(event("early"), sink);
    assertThat(sink.size()).isZero();
    assertThat(result.functionError()).isEqualTo("Unhandled");
    assertThat(environment.requests()).anyMatch(request -> request.path().endsWith("/error"));
    goesOn();
  }

  @Test
  void goesOnWhenTheReaderHasGone() throws Exception {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the reader has gone");
          }
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> environment.invokeStreaming(event("large"), gone));
    goesOn();
  }

  private void goesOn() throws InterruptedException {
    assertThat(environment.invoke(event("buffered")).text()).isEqualTo("1");
  }

  private static byte[] event(String way) {
    return way.getBytes(StandardCharsets.US_ASCII);
  }

  private static class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
      bytes += count;
    }
  }
}
