package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do wrong with the commands for ordinary programs, and what programs do. */
@NeedsCriu
class CheckpointUsageTest {

  @TempDir private Path directory;

  @Test
  void tellsHowAProgramEndedThatDidNotAsk() {
    CommandLineRun ended = checkpoint("print:hello", "exit:9");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out().lines()).containsExactly("hello");
    assertThat(ended.err().lines())
        .containsExactly(
            "the program ended with status 9 and did not ask for a checkpoint"
                + " [EMULATOR_NO_CHECKPOINT]");
    assertThat(directory.resolve("image")).isEmptyDirectory();
  }

  @Test
  void endsAProgramThatDoesNotAskInTime() {
    CommandLineRun ended =
        CommandLineRun.of(
            List.of("checkpoint", "--timeout", "1", "--to", image()),
            CracProgram.doing("on-shutdown:bye", "hang"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out().lines()).containsExactly("bye");
    assertThat(ended.err())
        .contains("the program did not call Core.checkpointRestore() within 1 s (--timeout)")
        .contains("[EMULATOR_NO_CHECKPOINT]");
  }

  @Test
  void refusesADirectoryThatIsInUse() throws Exception {
    Path kept = Files.writeString(Files.createDirectory(Path.of(image())).resolve("x"), "kept");
    CommandLineRun refused = checkpoint("checkpoint");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("cannot write an image into " + image() + ": it is not empty (it holds x)")
        .contains("[EMULATOR_IMAGE_DIRECTORY]");
    assertThat(kept).hasContent("kept");
    CommandLineRun file =
        CommandLineRun.of(
            List.of("checkpoint", "--to", kept.toString()), CracProgram.doing("checkpoint"));
    assertThat(file.status()).isEqualTo(1);
    assertThat(file.err())
        .contains(kept + " is a file; expected an empty directory, or none")
        .contains("[EMULATOR_IMAGE_DIRECTORY]");
    CommandLineRun below =
        CommandLineRun.of(
            List.of("checkpoint", "--to", kept + "/image"), CracProgram.doing("checkpoint"));
    assertThat(below.status()).isEqualTo(1);
    assertThat(below.err())
        .contains("cannot write an image into " + kept + "/image: " + kept + " is a file; ")
        .contains("[EMULATOR_IMAGE_DIRECTORY]");
    CommandLineRun never =
        CommandLineRun.of(
            List.of("checkpoint", "--to", "/proc/image"), CracProgram.doing("checkpoint"));
    assertThat(never.status()).isEqualTo(1);
    assertThat(never.err())
        .contains("cannot write an image into /proc/image: it cannot be written (")
        .contains("choose another with --to [EMULATOR_IMAGE_DIRECTORY]");
  }

  @Test
  void refusesADirectoryThatAnotherLauncherWrites() throws Exception {
    try (ImageDirectory taken = ImageDirectory.take(Path.of(image()))) {
      assertThat(checkpoint("checkpoint").err())
          .contains("another launcher is writing into it", "[EMULATOR_IMAGE_DIRECTORY]");
      assertThat(CommandLineRun.of("restore", image()).err())
          .contains("the image in it is not complete", "[EMULATOR_NOT_AN_IMAGE]");
      assertThat(taken.path()).exists();
    }
  }

  @Test
  void takesADirectoryInWhichAnImageWasNotFinished() throws Exception {
    Path image = Files.createDirectory(Path.of(image()));
    Files.createFile(image.resolve("incomplete"));
    Files.writeString(image.resolve("pages-1.img"), "memory");
    CommandLineRun taken = checkpoint("checkpoint", "exit:0");
    assertThat(taken.status()).as(taken.toString()).isZero();
    assertThat(image.resolve("incomplete")).doesNotExist();
    assertThat(image.resolve("snapshot.properties")).exists();
  }

  @Test
  void refusesWhatIsNoImage() throws Exception {
    assertThat(CommandLineRun.of("restore", image()))
        .satisfies(run -> assertThat(run.status()).isEqualTo(1))
        .satisfies(run -> assertThat(run.err()).contains("there is no such directory; expected"));
    Path image = Files.createDirectory(Path.of(image()));
    assertThat(CommandLineRun.of("restore", image()).err())
        .contains("cannot restore " + image + ": there is no snapshot.properties in it")
        .contains("[EMULATOR_NOT_AN_IMAGE]");
    Files.writeString(image.resolve("snapshot.properties"), "format=2\n");
    assertThat(CommandLineRun.of("restore", image()).err())
        .contains("the image has format 2, expected 1; checkpoint the program again")
        .contains("[EMULATOR_NOT_AN_IMAGE]");
    Files.writeString(image.resolve("snapshot.properties"), "format=1\npid=x\n");
    assertThat(CommandLineRun.of("restore", image()).err())
        .contains("its process id is \"x\", expected a number");
    Files.writeString(image.resolve("snapshot.properties"), "format=1\npid=7\n");
    assertThat(CommandLineRun.of("restore", image()).err())
        .contains("its description does not tell \"output\"");
  }

  @Test
  void saysThatThereIsNoSuchProgram() {
    CommandLineRun none =
        CommandLineRun.of(List.of("checkpoint", "--to", image()), List.of("no-such-program"));
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err())
        .contains("there is no program \"no-such-program\" in PATH", "[EMULATOR_NO_PROGRAM]");
  }

  @Test
  void refusesWrongUsageWithOneMessage() {
    assertUsage("Missing required option: '--to=DIR'", "checkpoint", "--", "java");
    assertUsage("Missing required parameter: 'COMMAND'", "checkpoint", "--to", image());
    assertUsage(
        "cannot wait 0 s (--timeout)", "checkpoint", "--to", image(), "--timeout", "0", "java");
    assertUsage("Missing required parameter: 'DIR'", "restore");
    assertUsage("cannot restore 0 clones (--clones)", "restore", image(), "--clones", "0");
    assertUsage(
        "cannot write the next image (--to) of 2 clones",
        "restore",
        image(),
        "--clones",
        "2",
        "--to",
        "x");
    assertThat(CommandLineRun.of("checkpoint", "--help").out()).contains("--timeout=SECONDS");
    assertThat(CommandLineRun.of("restore", "--help").out()).contains("--own-network");
  }

  private static void assertUsage(String message, String... arguments) {
    CommandLineRun refused = CommandLineRun.of(arguments);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.err())
        .contains(message, "[EMULATOR_BAD_OPTION]")
        .hasLineCount(2)
        .contains("try: snapstart-emulator " + arguments[0] + " --help");
  }

  private String image() {
    return directory.resolve("image").toString();
  }

  private CommandLineRun checkpoint(String... steps) {
    return CommandLineRun.of(List.of("checkpoint", "--to", image()), CracProgram.doing(steps));
  }
}
