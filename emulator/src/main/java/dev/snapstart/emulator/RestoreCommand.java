package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: programs that go on where {@code checkpoint} has left them. */
@Command(
    name = "restore",
    description = {
      "Restores a program from its image, or several copies side by side, and goes on until they end."
          + " What they print is shown, of several with the number of the copy in front.",
      "Exit status: that of the program, of several the first one that is not 0; 1 if one cannot be"
          + " restored, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpWidth = 100)
final class RestoreCommand extends ProgramCommand {

  @Parameters(paramLabel = "DIR", description = "What \"checkpoint --to DIR\" has written.")
  private Path directory = Path.of("");

  @Option(
      names = "--clones",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many copies; default: ${DEFAULT-VALUE}.")
  private int clones;

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "A system property that the program has from now on; may be repeated.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description =
          "An environment variable besides those of this command, for"
              + " dev.snapstart.crac.RestoredEnvironment; may be repeated.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where a next image is written if the program asks for a checkpoint again.")
  private @Nullable Path next;

  @Option(
      names = "--own-network",
      description =
          "A network of its own for each clone, with nothing in it but lo, so that several can"
              + " listen on one port. Reach them with: nsenter --net --target PID COMMAND")
  private boolean ownNetwork;

  @Override
  int run(CriuCommands criu) throws IOException, InterruptedException {
    if (clones < 1) {
      throw usage("cannot restore " + clones + " clones (--clones): expected 1 or more");
    }
    if (next != null && clones > 1) {
      throw usage("cannot write the next image (--to) of " + clones + " clones: expected one");
    }
    if (!Files.isExecutable(CriuCommands.PERL)) {
      return failed(
          "cannot restore programs without "
              + CriuCommands.PERL
              + ": install perl [EMULATOR_NO_PERL]");
    }
    try (RestoredClones restored = new RestoredClones(criu, options());
        @Nullable ImageDirectory to = next == null ? null : ImageDirectory.take(next)) {
      String obstacle = restored.obstacle(clones);
      if (obstacle != null) {
        return failed(obstacle);
      }
      for (int number = 1; number <= clones; number++) {
        String prefix = clones == 1 ? "" : "[" + number + "] ";
        restored.add(line -> programs().println(prefix + line));
      }
      RequestedCheckpoint taken = restored.follow(this::tell, err()::println, to);
      return taken == null ? end(restored) : end(taken);
    }
  }

  private RestoreOptions options() {
    Map<String, String> variables = new LinkedHashMap<>(System.getenv());
    variables.putAll(environment);
    return new RestoreOptions(
        directory.toAbsolutePath().normalize(), variables, properties, next != null, ownNetwork);
  }

  private void tell(RestoredClone clone) {
    err()
        .println(
            String.format(
                Locale.ROOT,
                "-- clone %d of %d: restored in %.0f ms, process %d",
                clone.number(),
                clones,
                clone.restoreMillis(),
                clone.program().pid()));
  }

  private int end(RestoredClones restored) throws IOException {
    for (RestoredClone clone : restored.clones()) {
      String problem = clone.problem();
      if (problem != null) {
        err().println("cannot restore clone " + clone.number() + " of " + clones + ": " + problem);
      }
    }
    if (json) {
      List<Map<String, Object>> all = restored.clones().stream().map(RestoredClone::toMap).toList();
      out().println(JSON.std.asString(Map.of("clones", all)));
    }
    return restored.status();
  }

  private int end(RequestedCheckpoint taken) throws IOException {
    if (json) {
      out().println(JSON.std.asString(taken.toMap()));
    } else {
      err().println(taken.toText());
    }
    return 0;
  }
}
