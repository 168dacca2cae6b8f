package dev.snapstart.crac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that are refused, each in a JVM of its own, for a program finds one launcher. */
class RefusalTest {

  @TempDir private Path directory;

  @Test
  void saysThatTheLauncherIsGone() throws Exception {
    assertThat(outputOf("ask"))
        .startsWith(
            "cannot checkpoint: the launcher cannot be asked (java.nio.file.NoSuchFileException: ")
        .endsWith(") [CRAC_LAUNCHER_GONE]");
  }

  @Test
  void refusesAHookThatAsks() throws Exception {
    assertThat(outputOf("hook", "ask").lines())
        .first()
        .isEqualTo(
            "cannot checkpoint: a hook asked for a checkpoint while one is being taken"
                + " [CRAC_IN_HOOK]");
  }

  /** What a program prints whose launcher has gone. */
  private String outputOf(String... steps) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Ddev.snapstart.crac.launcher=" + directory.resolve("gone"),
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName());
    builder.command().addAll(List.of(steps));
    Process program = builder.redirectErrorStream(true).start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(program.exitValue()).as(output).isZero();
    return output.strip();
  }

  /** Asks for checkpoints, itself or from a hook. */
  static final class Program {

    private Program() {}

    public static void main(String[] steps) throws RestoreException {
      for (String step : steps) {
        if (step.equals("hook")) {
          Core.getGlobalContext().register(new Asking());
        } else {
          ask();
        }
      }
    }

    private static void ask() throws RestoreException {
      try {
        Core.checkpointRestore();
        System.out.println("passed");
      } catch (CheckpointException e) {
        System.out.println(e.getMessage());
      }
    }

    private static final class Asking implements Resource {

      @Override
      public void beforeCheckpoint(Context<? extends Resource> context) throws RestoreException {
        ask();
      }

      @Override
      public void afterRestore(Context<? extends Resource> context) {}
    }
  }
}
