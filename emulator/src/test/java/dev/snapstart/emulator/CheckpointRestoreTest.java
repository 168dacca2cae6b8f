package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that use org.crac, checkpointed and restored by the commands, with CRIU. */
@NeedsCriu
class CheckpointRestoreTest {

  @TempDir private Path directory;

  @AfterEach
  void nothingIsLeft() throws Exception {
    Recorded.await(
        "all processes have ended", () -> ProcessHandle.current().descendants().count() == 0);
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      String mine = OwnDirectory.PREFIX + ProcessHandle.current().pid() + "-";
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(f -> f.startsWith(mine));
    }
  }

  @Test
  void runsHooksAroundTheCheckpointAndGoesOnInTheClone() {
    CommandLineRun taken = checkpoint("hook:a", "hook:b", "checkpoint", "print:end", "exit:3");
    assertThat(taken.status()).as(taken.toString()).isZero();
    assertThat(taken.out().lines())
        .startsWith("asking", "before b", "before a")
        .last()
        .asString()
        .startsWith("-- image: ")
        .endsWith(" ms, in " + image());

    CommandLineRun restored = restore();
    assertThat(restored.out().lines()).containsExactly("after a", "after b", "passed", "end");
    assertThat(restored.status()).isEqualTo(3);
    assertThat(restored.err()).startsWith("-- clone 1 of 1: restored in ");
  }

  @Test
  void givesEachRestoreItsOwnEnvironmentAndProperties() {
    checkpoint("variable:A", "variable:PATH", "checkpoint", "property:p", "variable:A", "exit:0");
    assertThat(restore("-Dp=1", "--env", "A=x=y z").out())
        .isEqualTo("passed\np=1\nA=x=y z\n".replace("\n", System.lineSeparator()));
    assertThat(restore("-Dp=é\\n", "--env", "A=").out().lines())
        .containsExactly("passed", "p=é\\n", "A=");
    assertThat(restore().out().lines()).containsExactly("passed", "p=null", "A=null");
  }

  @Test
  void restoresManyClonesAtOnce() {
    checkpoint("checkpoint", "id", "pid", "exit:0");
    CommandLineRun restored = restore("--clones", "6");
    assertThat(restored.status()).as(restored.toString()).isZero();
    for (int clone = 1; clone <= 6; clone++) {
      assertThat(restored.out()).contains("[" + clone + "] passed", "[" + clone + "] id ");
      assertThat(restored.err()).contains("-- clone " + clone + " of 6: restored in ");
    }
    List<String> ids = restored.out().lines().filter(line -> line.contains(" id ")).toList();
    assertThat(ids.stream().map(line -> line.substring(4))).hasSize(6).doesNotHaveDuplicates();
    assertThat(restored.out().lines().filter(l -> l.contains(" pid ")).map(l -> l.substring(4)))
        .hasSize(6)
        .containsOnly(
            restored.out().lines().filter(l -> l.contains("pid")).findFirst().get().substring(4));
  }

  @Test
  void goesOnWithItsHooksWhenTheCheckpointIsRefused() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandLineRun refused =
          checkpoint("hook:a", "hook:b", "connect:" + peer.getLocalPort(), "checkpoint", "exit:5");
      String reason = "the program has open connections: 127.0.0.1:" + peer.getLocalPort();
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.out().lines())
          .startsWith(
              "asking",
              "before b",
              "before a",
              "after a",
              "after b",
              "caught CheckpointException null")
          .last()
          .asString()
          .startsWith("suppressed java.lang.IllegalStateException: cannot checkpoint: " + reason);
      assertThat(refused.err())
          .contains("cannot checkpoint the program: " + reason, "; it goes on")
          .contains("before the checkpoint [EMULATOR_OPEN_CONNECTIONS]")
          .contains("the program ended with status 5 and without a checkpoint")
          .contains("[EMULATOR_NO_CHECKPOINT]");
      assertThat(image()).isEmptyDirectory();
    }
  }

  /** CRIU takes a deleted file that is still open into the image only if it is small. */
  @Test
  void tellsWhatCriuRefuses() {
    CommandLineRun refused = checkpoint("deleted:2000000", "checkpoint", "exit:5");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("cannot checkpoint the program: CRIU refused: ", "ghost file")
        .contains("[EMULATOR_CRIU_FAILED]; it goes on");
  }

  @Test
  void takesTheCheckpointThatIsAskedForAgain() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String connect = "connect:" + peer.getLocalPort();
      CommandLineRun taken =
          checkpoint(connect, "checkpoint", "disconnect", "checkpoint", "exit:0");
      assertThat(taken.status()).as(taken.toString()).isZero();
      assertThat(restore().out().lines()).containsExactly("passed");
    }
  }

  @Test
  void refusesWhenAHookFailsBeforeTheCheckpoint() {
    CommandLineRun failed =
        checkpoint("hook:a", "hook-failing-before:b", "hook:c", "checkpoint", "exit:4");
    assertThat(failed.out().lines())
        .containsExactly(
            "asking",
            "before c",
            "before b",
            "before a",
            "after a",
            "after b",
            "after c",
            "caught CheckpointException null",
            "suppressed java.lang.IllegalStateException: b cannot before");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err())
        .isEqualTo(
            "the program ended with status 4 and did not ask for a checkpoint"
                + " [EMULATOR_NO_CHECKPOINT]"
                + System.lineSeparator());
  }

  @Test
  void tellsBothFailuresWhenHooksFailBeforeAndAfterARefusedCheckpoint() {
    CommandLineRun failed =
        checkpoint("hook-failing-before:a", "hook-failing-after:b", "checkpoint", "exit:0");
    assertThat(failed.out())
        .contains("suppressed java.lang.IllegalStateException: a cannot before")
        .contains("suppressed java.lang.IllegalStateException: b cannot after");
  }

  @Test
  void tellsWhichHookFailedAfterTheRestore() {
    checkpoint("hook-failing-after:a", "hook:b", "checkpoint", "exit:6");
    CommandLineRun restored = restore();
    assertThat(restored.out().lines())
        .containsExactly(
            "after a",
            "after b",
            "caught RestoreException null",
            "suppressed java.lang.IllegalStateException: a cannot after");
    assertThat(restored.status()).isEqualTo(6);
  }

  @Test
  void refusesAHookThatAsksForACheckpoint() {
    CommandLineRun taken = checkpoint("hook-asking", "checkpoint", "exit:0");
    assertThat(taken.out())
        .contains("a hook asked for a checkpoint while one is being taken")
        .contains("-- image: ");
  }

  @Test
  void takesASecondImageOfARestoredProgram() {
    checkpoint("hook:a", "checkpoint", "property:p", "checkpoint", "property:p", "pid", "exit:2");
    Path second = directory.resolve("second");
    CommandLineRun again = restore("-Dp=1", "--to", second.toString());
    assertThat(again.status()).as(again.toString()).isZero();
    assertThat(again.out().lines())
        .containsExactly("after a", "passed", "p=1", "asking", "before a");
    assertThat(again.err()).contains("-- image: ", "in " + second);
    CommandLineRun restored =
        CommandLineRun.of("restore", second.toString(), "--clones", "2", "-Dp=2");
    assertThat(restored.status()).as(restored.toString()).isEqualTo(2);
    assertThat(restored.out())
        .contains("[1] after a", "[1] passed", "[1] p=2", "[2] after a", "[2] passed", "[2] p=2");
    // and the first image is as good as before
    assertThat(restore("-Dp=3").out()).contains("p=3");
  }

  @Test
  void refusesASecondImageThatHasNowhereToGo() {
    checkpoint("hook:a", "checkpoint", "checkpoint", "exit:0");
    assertThat(restore().out().lines())
        .containsExactly(
            "after a",
            "passed",
            "asking",
            "caught CheckpointException null",
            "suppressed java.lang.IllegalStateException: cannot checkpoint: the program was"
                + " restored without a directory for another image; restore it with --to DIR"
                + " [EMULATOR_NO_SECOND_IMAGE]");
  }

  @Test
  void letsThreadsThatAskAtTheSameTimeTakeTurns() {
    checkpoint("checkpoint-twice-at-once", "exit:0");
    assertThat(restore().out())
        .contains("passed")
        .contains("restored without a directory for another image");
  }

  @Test
  void findsTheJvmBehindAScript() throws Exception {
    Path script = directory.resolve("start script");
    Files.writeString(
        script,
        "#!/bin/sh\n"
            + String.join(" ", CracProgram.doing("hook:a", "checkpoint", "exit:0"))
            + "\necho over\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    CommandLineRun taken =
        CommandLineRun.of(
            List.of("checkpoint", "--to", image().toString()), List.of(script.toString()));
    assertThat(taken.status()).as(taken.toString()).isZero();
    CommandLineRun restored = restore();
    assertThat(restored.out().lines()).containsExactly("after a", "passed", "over");
    assertThat(restored.status()).isZero();
  }

  @Test
  void restoresSocketsThatListen() throws Exception {
    assumeThatSocketsCanBeWritten();
    checkpoint("listen:0", "checkpoint", "greet:2", "exit:0");
    CommandLineRun restored = restore();
    assertThat(restored.out().lines())
        .containsExactly("passed", "greeted with x", "greeted with x");
  }

  @Test
  void givesClonesNetworksOfTheirOwn() throws Exception {
    assumeThatSocketsCanBeWritten();
    checkpoint("listen:0", "checkpoint", "greet:20", "exit:0");
    CommandLineRun restored = restore("--clones", "3", "--own-network");
    assertThat(restored.status()).as(restored.toString()).isZero();
    assertThat(restored.out().lines().filter(line -> line.endsWith("greeted with x"))).hasSize(60);
  }

  @Test
  void refusesClonesThatWouldListenOnOnePort() throws Exception {
    assumeThatSocketsCanBeWritten();
    int port = freePort();
    checkpoint("listen:" + port, "checkpoint", "greet:1", "exit:0");
    CommandLineRun refused = restore("--clones", "2");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("was listening on port " + port, "--own-network", "[EMULATOR_PORT_IN_IMAGE]");
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      CommandLineRun failed = restore();
      assertThat(failed.status()).isEqualTo(1);
      assertThat(failed.err())
          .contains("somebody else, such as another clone, has that port now")
          .contains("[EMULATOR_PORT_IN_IMAGE]");
      assertThat(taken.isBound()).isTrue();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void tellsWhichFileIsMissing() throws Exception {
    Path copy = directory.resolve("crac copy.jar");
    Files.copy(Path.of(PlainFunction.location(org.crac.Core.class)), copy);
    List<String> command = new ArrayList<>(CracProgram.doing("checkpoint", "exit:0"));
    command.set(command.indexOf("-cp") + 1, PlainFunction.classPath() + ":" + copy);
    CommandLineRun taken =
        CommandLineRun.of(List.of("checkpoint", "--to", image().toString()), command);
    assertThat(taken.status()).as(taken.toString()).isZero();
    Files.writeString(copy, "something else");
    assertThat(restore().err())
        .contains("cannot restore clone 1 of 1: the program had " + copy)
        .contains("is another now [EMULATOR_FILE_CHANGED]: ");
    Files.delete(copy);
    CommandLineRun restored = restore();
    assertThat(restored.status()).isEqualTo(1);
    assertThat(restored.err())
        .contains("the program had " + copy + " open, and that file is gone")
        .contains("[EMULATOR_FILE_CHANGED]");
  }

  @Test
  void printsJson() throws Exception {
    CommandLineRun taken =
        CommandLineRun.of(
            List.of("checkpoint", "--json", "--to", image().toString()),
            CracProgram.doing("checkpoint", "exit:7"));
    assertThat(JSON.std.mapFrom(taken.out()))
        .containsEntry("image", image().toString())
        .containsKeys("imageBytes", "checkpointMs");
    assertThat(taken.err().lines()).containsExactly("asking");
    Map<String, Object> restored = JSON.std.mapFrom(restore("--json", "--clones", "2").out());
    assertThat(restored.get("clones").toString())
        .contains("clone=1, restoreMs=", "clone=2, ", "exitStatus=7");
  }

  /** What CRIU before 4.2 cannot do on newer kernels; tools/install-criu takes one that can. */
  private static void assumeThatSocketsCanBeWritten() throws IOException {
    String[] release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).split("[.-]");
    boolean newKernel = Integer.parseInt(release[0]) * 100 + Integer.parseInt(release[1]) >= 616;
    assumeTrue(
        !newKernel || !Criu.ofMachine().reason().equals("CRIU 4.1"),
        "CRIU 4.1 cannot write sockets on Linux 6.16 and newer");
  }

  private Path image() {
    return directory.resolve("image");
  }

  private CommandLineRun checkpoint(String... steps) {
    return CommandLineRun.of(
        List.of("checkpoint", "--to", image().toString()), CracProgram.doing(steps));
  }

  private CommandLineRun restore(String... options) {
    List<String> all = new ArrayList<>(List.of("restore", image().toString()));
    all.addAll(List.of(options));
    return CommandLineRun.of(all.toArray(String[]::new));
  }
}
