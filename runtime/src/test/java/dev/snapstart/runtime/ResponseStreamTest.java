package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseStreamTest {

  private static final String NULS = "\0".repeat(8);

  private final RecordingRuntimeApi api = new RecordingRuntimeApi();

  @BeforeEach
  void prepareAnInvocation() {
    api.enqueue("1", null);
  }

  @Test
  void sendsWhatIsFlushedAtOnceAndTheRestAtTheEnd() {
    api.serve((event, context, out) -> {
      try (ResponseStream stream = ResponseStream.open(out, "text/plain")) {
        write(stream, "first");
        assertThat(api.chunks).isEmpty();
        stream.flush();
        assertThat(api.chunks).containsExactly("first");
        write(stream, "second");
      }
    });
    assertThat(api.chunks).containsExactly("first", "second");
    assertThat(api.replies).containsExactly("1 streams text/plain", "1 ended");
  }

  @Test
  void holdsNoMoreThanAChunk() {
    byte[] megabyte = new byte[1 << 20];
    api.serve((event, context, out) -> {
      ResponseStream stream = ResponseStream.open(out, "application/octet-stream");
      stream.write(megabyte);
      stream.write('!');
      assertThat(out.bytes()).hasSize(32 * 1024);
    });
    assertThat(String.join("", api.chunks)).hasSize((1 << 20) + 1);
    assertThat(api.replies).endsWith("1 ended");
  }

  @Test
  void putsTheHeadOfAnHttpResponseBeforeItsBody() {
    api.serve((event, context, out) -> {
      ResponseStream stream =
          ResponseStream.http(out)
              .status(201)
              .header("Content-Type", "text/html")
              .cookie("a=1; HttpOnly")
              .open();
      write(stream, "<html>");
    });
    assertThat(api.chunks)
        .containsExactly(
            "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"text/html\"},"
                + "\"cookies\":[\"a=1; HttpOnly\"]}"
                + NULS
                + "<html>");
    assertThat(api.replies.get(0))
        .isEqualTo("1 streams application/vnd.awslambda.http-integration-response");
  }

  @Test
  void listsHeadersThatAreRepeated() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResponseStream.http(out).header("Link", "a").header("Link", "b").open();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"Link\":\"a\"},"
                + "\"multiValueHeaders\":{\"Link\":[\"a\",\"b\"]},\"cookies\":[]}"
                + NULS);
  }

  @Test
  void reportsAnErrorBeforeTheFirstByteAsAnErrorOfTheInvocation() {
    api.serve((event, context, out) -> {
      try (ResponseStream stream = ResponseStream.open(out, "text/plain")) {
        write(stream, "unsent");
        throw new IllegalStateException("early");
      }
    });
    assertThat(api.chunks).isEmpty();
    assertThat(api.replies).containsExactly("1 failed: early");
  }

  @Test
  void reportsAnErrorAfterTheFirstByteAtTheEndOfTheStream() {
    api.serve((event, context, out) -> {
      try (ResponseStream stream = ResponseStream.open(out, "text/plain")) {
        write(stream, "sent");
        stream.flush();
        throw new IllegalStateException("late");
      }
    });
    assertThat(api.chunks).containsExactly("sent");
    assertThat(api.replies).containsExactly("1 streams text/plain", "1 ended with error: late");
  }

  @Test
  void answersAStreamWithoutBytesWithAnEmptyOne() {
    api.serve((event, context, out) -> ResponseStream.open(out, "text/plain"));
    assertThat(api.chunks).isEmpty();
    assertThat(api.replies).containsExactly("1 streams text/plain", "1 ended");
  }

  @Test
  void tellsTheHandlerThatTheConnectionBrokeAndGoesOn() {
    api.enqueue("2", null);
    api.breakAfter(1);
    api.serve((event, context, out) -> {
      if (context.getAwsRequestId().equals("1")) {
        ResponseStream stream = ResponseStream.open(out, "text/plain");
        write(stream, "a");
        stream.flush();
        write(stream, "b");
        assertThatExceptionOfType(IOException.class).isThrownBy(stream::flush);
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(stream::flush)
            .withMessage("the platform takes no more of this response [RUNTIME_STREAM_CLOSED]");
      }
    });
    assertThat(api.replies).containsExactly("1 streams text/plain", "2 succeeded");
  }

  @Test
  void dropsWhatIsWrittenAfterTheInvocation() {
    OutputStream[] kept = new OutputStream[1];
    api.serve((event, context, out) -> {
      kept[0] = ResponseStream.open(out, "text/plain");
      write(kept[0], "in time");
    });
    assertThat(catchWrite(kept[0])).isNull();
    assertThat(api.chunks).containsExactly("in time");
  }

  @Test
  void refusesToStreamWhatIsWrittenAlready() {
    api.serve((event, context, out) -> {
      out.write('a');
      assertThatIllegalStateException()
          .isThrownBy(() -> ResponseStream.open(out, "text/plain"))
          .withMessageContaining("has written to it already")
          .withMessageContaining("[RUNTIME_STREAM_TOO_LATE]");
    });
    assertThat(api.replies).containsExactly("1 succeeded");
  }

  @Test
  void refusesValuesThatCannotBeHeaders() {
    OutputStream out = new ByteArrayOutputStream();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseStream.open(out, "text/plain\r\nX: y"))
        .withMessageContaining("[RUNTIME_BAD_HEADER]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseStream.http(out).header("X", "\u00e4"))
        .withMessageContaining("[RUNTIME_BAD_HEADER]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseStream.http(out).status(99))
        .withMessage("cannot answer with status 99: expected 100 to 599 [RUNTIME_BAD_STATUS]");
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> ResponseStream.http(null))
        .withMessage("cannot stream to an output that is null [RUNTIME_NULL_ARGUMENT]");
  }

  private static IOException catchWrite(OutputStream out) {
    try {
      write(out, "too late");
      out.flush();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
