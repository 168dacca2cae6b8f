package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseBodyTest {

  private final ResponseBody body = new ResponseBody(new RecordingRuntimeApi(), "1");

  @Test
  void collectsMoreThanItsFirstArrayHolds() throws Exception {
    byte[] kilobyte = "k".repeat(1024).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 100; i++) {
      body.write(kilobyte, 0, kilobyte.length);
      body.write('!');
    }
    assertThat(body.length()).isEqualTo(100 * 1025);
    assertThat(body.bytes()[1024]).isEqualTo((byte) '!');
  }

  @Test
  void takesNothingMoreOnceTheInvocationIsOver() throws Exception {
    body.write('a');
    body.seal();
    body.write('b');
    body.write(new byte[] {'c'}, 0, 1);
    assertThat(body.length()).isEqualTo(1);
  }

  @Test
  void leavesItsArrayToTheNextAnswerAndCanNoLongerWriteIntoIt() throws Exception {
    RecordingRuntimeApi api = new RecordingRuntimeApi();
    body.write('a');
    body.seal();
    body.reply(null);
    ResponseBody next = new ResponseBody(api, "2", body.leave());
    next.write('b');
    body.write('c');
    body.write(new byte[] {'d', 'e'}, 0, 2);
    assertThat(next.length()).isEqualTo(1);
    assertThat(next.bytes()[0]).isEqualTo((byte) 'b');
  }

  @Test
  void keepsNoLargeArray() throws Exception {
    body.write(new byte[1 << 20], 0, 1 << 20);
    body.seal();
    body.reply(null);
    assertThat(body.leave()).isEmpty();
  }
}
