package dev.snapstart.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real clones of one image, where this machine has CRIU. */
@NeedsCriu
class ClonesTest {

  private final Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void restoresManyClonesOfOneImage() throws Exception {
    try (Snapshot snapshot = publish("print:before", "restore-next", "print:after", "loop")) {
      assertThat(snapshot.engine()).isEqualTo("criu");
      assertThat(snapshot.imageBytes()).isGreaterThan(1_000_000);
      List<Environment> clones = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clones.add(snapshot.restore());
      }
      for (int i = 0; i < 4; i++) {
        byte[] event = ("event " + i).getBytes(UTF_8);
        assertThat(clones.get(i).invoke(event).text()).isEqualTo("event " + i);
        assertThat(clones.get(i).logLines()).contains("after").doesNotContain("before");
      }
      assertThat(clones).extracting(Environment::pid).doesNotHaveDuplicates();
    }
  }

  private Snapshot publish(String... steps) throws Exception {
    return emulator.publish(PlainFunction.doing(steps).build());
  }
}
