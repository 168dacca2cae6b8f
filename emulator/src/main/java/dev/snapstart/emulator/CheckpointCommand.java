package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.crac.Core;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code checkpoint}: a program until it asks for its checkpoint, and the image of it. */
@Command(
    name = "checkpoint",
    description = {
      "Starts a program that uses org.crac, waits until it calls Core.checkpointRestore(), and writes"
          + " an image of it, from which \"restore\" makes as many copies as asked. Any JDK from 17 on.",
      "Needs CRIU (tools/install-criu). A Spring application calls it by itself with"
          + " -Dspring.context.checkpoint=onRefresh.",
      "Exit status: 0 the image is written, 1 it is not, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpWidth = 100)
final class CheckpointCommand extends ProgramCommand {

  private static final Duration POLL = Duration.ofMillis(5);

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "Where the image is written: an empty directory, or none yet.")
  private Path directory = Path.of("");

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long the program may take until it asks; default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description = "After --: the command of the program, such as java -jar app.jar.")
  private List<String> command = new ArrayList<>();

  @Override
  int run(CriuCommands criu) throws IOException, InterruptedException {
    if (timeoutSeconds < 1) {
      throw usage("cannot wait " + timeoutSeconds + " s (--timeout): expected 1 or more");
    }
    try (EndOnShutdown ending = EndOnShutdown.begin();
        ImageDirectory image = ImageDirectory.take(directory);
        OwnDirectory own = OwnDirectory.create("launcher-");
        ProcessStarter starter = new ProcessStarter()) {
      LauncherChannel channel = LauncherChannel.in(own.path());
      try (LaunchedProgram program =
          ending.add(LaunchedProgram.start(starter, launched(channel), programs()::println))) {
        return follow(program, new RequestedCheckpoint(program, channel, image, err()::println));
      }
    }
  }

  private JvmCommand launched(LauncherChannel channel) throws IOException {
    return new JvmCommand(command, System.getenv())
        .with(
            List.of(
                "-Xbootclasspath/a:" + implementation(),
                "-Dorg.crac.Core.Compat=" + Core.class.getPackageName(),
                channel.jvmOption(),
                // shared memory, which would have to be there at the restore
                "-XX:-UsePerfData"));
  }

  /** The jar or directory of our implementation of CRaC. */
  private static Path implementation() throws IOException {
    CodeSource source = Core.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("cannot find the jar of " + Core.class + ", which the program needs");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot find the jar of " + Core.class, e);
    }
  }

  private int follow(LaunchedProgram program, RequestedCheckpoint checkpoint)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(timeoutSeconds));
    while (!program.hasEndedWithin(POLL)) {
      if (checkpoint.takeIfAsked()) {
        out().println(json ? JSON.std.asString(checkpoint.toMap()) : checkpoint.toText());
        return 0;
      }
      if (checkpoint.problem() == null && deadline.left().isZero()) {
        program.terminate();
        return failed(
            "the program did not call Core.checkpointRestore() within "
                + timeoutSeconds
                + " s (--timeout), and was ended [EMULATOR_NO_CHECKPOINT]");
      }
    }
    String end = "the program ended with status " + program.exitStatus();
    return failed(
        end
            + (checkpoint.problem() == null
                ? " and did not ask for a checkpoint"
                : " and without a checkpoint")
            + " [EMULATOR_NO_CHECKPOINT]");
  }
}
