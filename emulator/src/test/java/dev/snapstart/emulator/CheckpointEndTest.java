package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the launcher of an ordinary program ends, nothing of the program outlives it. */
@NeedsCriu
class CheckpointEndTest {

  @TempDir private Path directory;
  private Process launcher;

  @AfterEach
  void endLauncher() {
    if (launcher != null) {
      launcher.destroyForcibly();
    }
  }

  @Test
  void letsClonesEndWhenTheLauncherIsAskedTo() throws Exception {
    checkpoint("on-shutdown:bye", "checkpoint", "print:here", "hang");
    launch("restore", image(), "--clones", "2");
    awaitOutput("[1] here", "[2] here", "clone 1 of 2", "clone 2 of 2");
    List<ProcessHandle> processes = launcher.descendants().toList();
    launcher.destroy();
    assertThat(launcher.waitFor()).isEqualTo(143);
    assertThat(output()).contains("[1] bye", "[2] bye");
    awaitEnd(processes);
    assertThat(left()).isEmpty();
  }

  @Test
  void letsTheProgramEndWhenTheLauncherIsAskedTo() throws Exception {
    launchCheckpoint("on-shutdown:bye", "print:here", "hang");
    awaitOutput("here");
    List<ProcessHandle> processes = launcher.descendants().toList();
    launcher.destroy();
    assertThat(launcher.waitFor()).isEqualTo(143);
    assertThat(output()).contains("bye");
    awaitEnd(processes);
    assertThat(left()).isEmpty();
  }

  @Test
  void leavesNoClonesWhenTheLauncherIsKilled() throws Exception {
    checkpoint("checkpoint", "print:here", "hang");
    launch("restore", image(), "--clones", "2");
    awaitOutput("[1] here", "[2] here");
    List<ProcessHandle> processes = launcher.descendants().toList();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(6);
    launcher.destroyForcibly().waitFor();
    awaitEnd(processes);
    // what it could not delete any more the next one does
    assertThat(left()).isNotEmpty();
    assertThat(CommandLineRun.of("restore", image(), "--clones", "0").status()).isEqualTo(2);
    OwnDirectory.create("next-").close();
    assertThat(left()).isEmpty();
  }

  @Test
  void leavesRoomForTheNextImageWhenTheLauncherIsKilled() throws Exception {
    launchCheckpoint("print:here", "hang");
    awaitOutput("here");
    List<ProcessHandle> processes = launcher.descendants().toList();
    launcher.destroyForcibly().waitFor();
    awaitEnd(processes);
    assertThat(Path.of(image())).isNotEmptyDirectory();
    assertThat(checkpoint("checkpoint", "exit:0").status()).isZero();
    assertThat(left()).isEmpty();
  }

  private CommandLineRun checkpoint(String... steps) {
    CommandLineRun taken =
        CommandLineRun.of(List.of("checkpoint", "--to", image()), CracProgram.doing(steps));
    assertThat(taken.status()).as(taken.toString()).isZero();
    return taken;
  }

  private void launchCheckpoint(String... steps) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("checkpoint", "--to", image(), "--"));
    arguments.addAll(CracProgram.doing(steps));
    launch(arguments.toArray(String[]::new));
  }

  private void launch(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                PlainFunction.java(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.snapstart.emulator.Main"));
    command.addAll(List.of(arguments));
    launcher =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(outputFile().toFile())
            .start();
  }

  private void awaitOutput(String... parts) {
    for (String part : parts) {
      await("the output holds \"" + part + "\"", () -> output().contains(part));
    }
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    assertThat(processes).isNotEmpty();
    await(
        "all processes have ended",
        () -> processes.stream().noneMatch(each -> Recorded.isRunning(each.pid())));
  }

  /** Files of the launcher's. */
  private List<String> left() throws IOException {
    String its = OwnDirectory.PREFIX + launcher.pid() + "-";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(f -> f.startsWith(its))
          .toList();
    }
  }

  private String output() {
    try {
      return Files.readString(outputFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path outputFile() {
    return directory.resolve("output");
  }

  private String image() {
    return directory.resolve("image").toString();
  }
}
