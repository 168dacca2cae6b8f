package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes and what they have started. */
class DescendantsTest {

  @Test
  void findsTheProcessItselfItsChildrenAndTheirs() throws Exception {
    String twoBelow = "sh -c 'sleep 60 & echo $!; wait' & wait";
    Process process = new ProcessBuilder("sh", "-c", twoBelow).start();
    try {
      long sleeping = Long.parseLong(process.inputReader().readLine());
      List<ProcessHandle> all = Descendants.andSelf(process.toHandle());
      assertThat(all).hasSize(3).first().isEqualTo(process.toHandle());
      assertThat(all.get(2).pid()).isEqualTo(sleeping);
      assertThat(Descendants.children(process.toHandle())).containsExactly(all.get(1));
    } finally {
      Descendants.andSelf(process.toHandle()).forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void findsNothingBelowAProcessThatHasEnded() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertThat(Descendants.children(process.toHandle())).isEmpty();
  }
}
