package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Large streams, through an emulator that has far less memory. */
class StreamingMemoryTest {

  @Test
  void passes100MegabytesThroughASmallHeap() throws Exception {
    assertThat(streamed(100_000_000)).isEqualTo("100000000 null");
  }

  @Test
  void endsAStreamAtTheLimitOf200Mebibytes() throws Exception {
    assertThat(streamed(209_715_201)).isEqualTo("209715200 Function.ResponseSizeTooLarge");
  }

  private static String streamed(int bytes) throws Exception {
    Process jvm =
        new ProcessBuilder(
                PlainFunction.java(),
                "-Xmx16m",
                "-cp",
                PlainFunction.emulatorClassPath(),
                Caller.class.getName(),
                Integer.toString(bytes))
            .redirectErrorStream(true)
            .start();
    try (var output = jvm.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /** Invokes a function that streams and prints how much came and how it ended. */
  static final class Caller {

    public static void main(String[] args) throws Exception {
      FunctionSpec spec =
          PlainFunction.doing("next", "stream-bytes:" + args[0], "loop")
              .timeout(Duration.ofSeconds(60))
              .build();
      CountingSink sink = new CountingSink();
      try (Emulator emulator = Emulator.builder().build()) {
        InvocationResult result = emulator.start(spec).invokeStreaming(new byte[0], sink);
        System.out.println(sink.count + " " + result.errorType());
      }
    }
  }

  private static final class CountingSink extends OutputStream {

    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
