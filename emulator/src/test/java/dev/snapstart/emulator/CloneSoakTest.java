package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many snapshots one after the other, many clones at once: nothing of them stays. */
@NeedsCriu
class CloneSoakTest {

  private static final int CYCLES = Integer.getInteger("clones.cycles", 5);
  private static final int CLONES = Integer.getInteger("clones.atOnce", 12);

  @Test
  void leavesNothingBehindAfterManyCycles() throws Exception {
    cycle();
    Left before = Left.now();
    for (int i = 0; i < CYCLES; i++) {
      cycle();
    }
    assertThat(Left.now()).isEqualTo(before);
    System.out.println("clones: " + CYCLES + " cycles, then " + before);
  }

  @Test
  void runsManyClonesAtOnceAndLeavesNothingBehind() throws Exception {
    cycle();
    Left before = Left.now();
    ExecutorService callers = Executors.newFixedThreadPool(CLONES);
    // all of them share the cores of this machine
    Limits patient =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(130), Duration.ofSeconds(120));
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).limits(patient).build();
        Snapshot snapshot = emulator.publish(function())) {
      CountDownLatch all = new CountDownLatch(CLONES);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < CLONES; i++) {
        byte[] event = ("event " + i).getBytes(UTF_8);
        answers.add(
            callers.submit(() -> {
              Environment clone = snapshot.restore();
              all.countDown();
              all.await();
              return clone.invoke(event).text();
            }));
      }
      for (int i = 0; i < CLONES; i++) {
        assertThat(answers.get(i).get()).isEqualTo("event " + i);
      }
    } finally {
      callers.shutdownNow();
    }
    await("no process is left", () -> ProcessHandle.current().descendants().count() == 0);
    assertThat(Left.now()).isEqualTo(before);
    System.out.println("clones: " + CLONES + " at once, then " + before);
  }

  private static void cycle() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function())) {
      assertThat(snapshot.restore().invoke("x".getBytes(UTF_8)).text()).isEqualTo("x");
    }
    await("no process is left", () -> ProcessHandle.current().descendants().count() == 0);
  }

  private static FunctionSpec function() {
    return PlainFunction.doing("restore-next", "loop").build();
  }

  /** What a machine may be left with. */
  private record Left(long descriptors, long mounts, long files, long groups) {

    static Left now() throws IOException, InterruptedException {
      // the threads that wait for processes close what they have read from
      System.gc();
      Thread.sleep(300);
      return new Left(
          count(Path.of("/proc/self/fd"), ""),
          Files.readAllLines(Path.of("/proc/self/mounts")).size(),
          count(Path.of(System.getProperty("java.io.tmpdir")), OwnDirectory.ownPrefix()),
          ControlGroup.ofThisEmulator());
    }

    private static long count(Path directory, String prefix) throws IOException {
      try (Stream<Path> files = Files.list(directory)) {
        return files.filter(file -> file.getFileName().toString().startsWith(prefix)).count();
      }
    }
  }
}
