package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What CRIU knows of the kernel is kept for it, and clones do not see it. */
@NeedsCriu
class KernelFactsTest {

  @Test
  void leavesEachCloneTheMountsOfTheMachine() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(PlainFunction.doing("restore-next", "loop").build())) {
      for (int i = 0; i < 2; i++) {
        // the first may find no facts, the second does
        Environment clone = snapshot.restore();
        assertThat(mountsOnRun(Long.toString(clone.pid()))).isEqualTo(mountsOnRun("self"));
      }
    }
    KernelFacts facts = KernelFacts.ofRoot();
    if (facts != null && Criu.ofMachine().options().isEmpty()) {
      assertThat(facts.directory().resolve("criu.kdat")).isNotEmptyFile();
    }
  }

  private static List<String> mountsOnRun(String pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", pid, "mounts")).stream()
        .filter(line -> line.split(" ", -1)[1].equals("/run"))
        .toList();
  }
}
