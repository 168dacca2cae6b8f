package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
      assertThat(snapshot.engineReason()).startsWith("CRIU 4");
      assertThat(snapshot.imageBytes()).isGreaterThan(1_000_000);
      assertThat(snapshot.imageDirectory().orElseThrow())
          .isDirectoryContaining("glob:**/pages-*.img");
      assertThat(snapshot.checkpointDuration()).isPositive();
      assertThat(snapshot.logLines()).contains("before").doesNotContain("after");
      List<Environment> clones = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clones.add(snapshot.restore());
      }
      for (int i = 0; i < 4; i++) {
        byte[] event = ("event " + i).getBytes(UTF_8);
        assertThat(clones.get(i).invoke(event).text()).isEqualTo("event " + i);
        assertThat(clones.get(i).logLines()).contains("after").doesNotContain("before");
        assertThat(clones.get(i).requests().get(0).path()).endsWith("/restore/next");
      }
      assertThat(clones).extracting(Environment::pid).doesNotHaveDuplicates();
    }
  }

  /** A process sees the id that it had, which is one of its own namespace. */
  @Test
  void letsEachCloneKeepItsProcessId() throws Exception {
    try (Snapshot snapshot = publish("print-pid", "restore-next", "print-pid", "loop")) {
      String before = pidLine(snapshot.logLines());
      assertThat(pidLine(snapshot.restore().logLines())).isEqualTo(before);
      assertThat(pidLine(snapshot.restore().logLines())).isEqualTo(before);
    }
  }

  @Test
  void matchesRequestsToClonesThatStartAtOnce() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        byte[] event = ("event " + i).getBytes(UTF_8);
        answers.add(
            callers.submit(() -> {
              Environment clone = snapshot.restore();
              return clone.invoke(event).text() + clone.invoke(event).text();
            }));
      }
      for (int i = 0; i < 16; i++) {
        assertThat(answers.get(i).get()).isEqualTo("event " + i + "event " + i);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void tellsHowACloneEnded() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      Environment clone = snapshot.restore();
      assertThat(clone.invoke("exit".getBytes(UTF_8)).text()).contains("exit status 7");
      assertThat(snapshot.restore().invoke("x".getBytes(UTF_8)).text()).isEqualTo("x");
    }
  }

  @Test
  void goesOnWithTheOthersWhenACloneIsKilled() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      Environment killed = snapshot.restore();
      Environment other = snapshot.restore();
      ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
      await("the clone has ended", () -> !killed.isAlive());
      assertThat(other.invoke("x".getBytes(UTF_8)).text()).isEqualTo("x");
    }
  }

  @Test
  void failsTheRestoreOfACloneWhoseHookFails() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "restore-error:Runtime.AfterRestore")) {
      assertThatThrownBy(snapshot::restore)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("it reported Runtime.AfterRestore");
    }
  }

  @Test
  void namesTheConnectionThatPreventsTheSnapshot() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String step = "keep-connection:" + peer.getLocalPort();
      assertThatThrownBy(() -> publish(step, "restore-next", "loop"))
          .isInstanceOf(EnvironmentFailure.class)
          .hasFieldOrPropertyWithValue("errorType", "Runtime.CheckpointFailed")
          .hasMessageContaining("cannot take the snapshot of function \"plain\"")
          .hasMessageContaining(
              "it has open connections: 127.0.0.1:" + peer.getLocalPort() + " (descriptor ")
          .hasMessageEndingWith("of snapstart-hooks [EMULATOR_OPEN_CONNECTIONS]");
    }
  }

  @Test
  void saysThatARuntimeHasToAskAgain() {
    assertThatThrownBy(() -> publish("get:/2018-06-01/runtime/restore/next"))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageContaining("the process ended when its connection")
        .hasMessageContaining("(--engine pause) [EMULATOR_ENDED_AT_CHECKPOINT]");
  }

  @Test
  void saysWhyAnImageCannotBeRestored() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      Path directory =
          Path.of(
              System.getProperty("java.io.tmpdir"),
              left().stream().filter(name -> name.contains("-image-")).findFirst().orElseThrow());
      Files.delete(directory.resolve("pages-1.img"));
      assertThatThrownBy(snapshot::restore)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("[EMULATOR_RESTORE_FAILED]")
          .hasMessageContaining("Restoring FAILED");
    }
  }

  @Test
  void saysThatTheImageIsGone() throws Exception {
    Snapshot snapshot = publish("restore-next", "loop");
    snapshot.close();
    assertThatThrownBy(snapshot::restore)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot restore the snapshot of \"plain\": its directory ")
        .hasMessageEndingWith("publish again [EMULATOR_IMAGE_GONE]");
  }

  @Test
  void endsACloneWhoseRestoreWasInterrupted() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(snapshot::restore).isInstanceOf(InterruptedException.class);
    }
    await("all processes have ended", () -> ProcessHandle.current().descendants().count() == 0);
  }

  @Test
  void endsAFunctionWhoseSnapshotWasInterrupted() throws Exception {
    Thread publishing =
        new Thread(() -> {
          try {
            publish("restore-next", "loop");
          } catch (Exception e) {
            // that is what is asked for
          }
        });
    publishing.start();
    await("the image is being made", () -> isBeingImaged());
    publishing.interrupt();
    publishing.join();
    emulator.close();
    await("all processes have ended", () -> ProcessHandle.current().descendants().count() == 0);
    assertThat(left()).isEmpty();
  }

  private static boolean isBeingImaged() {
    try {
      return left().stream().anyMatch(name -> name.contains("-image-"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As in a container, where the leader of the session that the emulator is in may be outside. */
  @Test
  void restoresClonesInANamespaceThatTheSessionsLeaderIsNotIn() throws Exception {
    ShortProgram program =
        ShortProgram.run(
            List.of(
                "unshare",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                PlainFunction.java(),
                "-cp",
                PlainFunction.emulatorClassPath(),
                TwoClones.class.getName()),
            Duration.ofSeconds(60));
    assertThat(program.output()).contains("first", "second");
    assertThat(program.status()).isZero();
  }

  @Test
  void leavesNothingBehind() throws Exception {
    try (Snapshot snapshot = publish("restore-next", "loop")) {
      Environment clone = snapshot.restore();
      assertThat(left()).isNotEmpty();
      assertThat(ProcessHandle.current().descendants().anyMatch(p -> p.pid() == clone.pid()))
          .isTrue();
    }
    assertThat(left()).isEmpty();
    await("all processes have ended", () -> ProcessHandle.current().descendants().count() == 0);
  }

  @Test
  void deletesWhatAKilledEmulatorHasLeft() throws Exception {
    Path image =
        Files.createDirectory(
            Path.of(
                System.getProperty("java.io.tmpdir"),
                OwnDirectory.PREFIX + Recorded.NO_PROCESS + "-x"));
    Files.writeString(image.resolve("pages.img"), "memory");
    publish("restore-next", "loop").close();
    assertThat(image).doesNotExist();
  }

  private Snapshot publish(String... steps) throws Exception {
    return emulator.publish(PlainFunction.doing(steps).build());
  }

  private static String pidLine(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("pid ")).findFirst().orElse("none");
  }

  /** Files and directories of this process. */
  private static List<String> left() throws IOException {
    List<String> left = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(
            Path.of(System.getProperty("java.io.tmpdir")),
            OwnDirectory.PREFIX + ProcessHandle.current().pid() + "-*")) {
      all.forEach(file -> left.add(file.getFileName().toString()));
    }
    return left;
  }
}
