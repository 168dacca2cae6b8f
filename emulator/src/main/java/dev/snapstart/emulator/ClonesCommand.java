package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.CloneCheck.Repeat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clones}: what clones of one snapshot repeat that must not be repeated. */
@Command(
    name = "clones",
    description = {
      "Publishes a function, restores several clones of its snapshot side by side, sends all of them"
          + " the same events, and compares: which ids, numbers and times repeat that must not.",
      "Needs the engine criu (tools/install-criu).",
      "Exit status: 0 nothing repeats, 1 something does or the function failed, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpWidth = 100)
final class ClonesCommand extends FunctionCommand {

  @Option(
      names = "--clones",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many clones; default: ${DEFAULT-VALUE}.")
  private int clones;

  @Option(
      names = "--allow",
      paramLabel = "PATH",
      description = "A place in the answers that may repeat, such as $.version; may be repeated.")
  private List<String> allowed = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  @ArgGroup(validate = false, heading = "%nWhat is to go wrong:%n")
  private TroubleOptions trouble = new TroubleOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (clones < 2) {
      throw usage("cannot compare " + clones + " clones (--clones): expected 2 or more");
    }
    try {
      FunctionSpec function = trouble.applyTo(options.function());
      return check(function, events.read());
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    } catch (EnvironmentFailure e) {
      return failed(e.getMessage());
    }
  }

  private int check(FunctionSpec function, List<byte[]> sent)
      throws EnvironmentFailure, IOException, InterruptedException {
    try (Emulator emulator = trouble.emulator(function).engine(Engine.CRIU).build()) {
      progress("publishing \"" + function.name() + "\"");
      try (Snapshot snapshot = emulator.publish(function)) {
        return check(snapshot, sent);
      }
    }
  }

  private int check(Snapshot snapshot, List<byte[]> sent)
      throws EnvironmentFailure, IOException, InterruptedException {
    List<Environment> environments = new ArrayList<>();
    for (int clone = 1; clone <= clones; clone++) {
      progress("restoring clone " + clone + " of " + clones);
      environments.add(snapshot.restore());
    }
    progress("invoking and comparing");
    List<Repeat> repeats;
    try {
      repeats = new ArrayList<>(CloneCheck.compare(environments, sent));
    } catch (IllegalStateException e) {
      return failed(e.getMessage());
    }
    repeats.removeIf(repeat -> allowed.contains(repeat.path()));
    print(repeats);
    return repeats.isEmpty() ? 0 : 1;
  }

  private void print(List<Repeat> repeats) throws IOException {
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("clones", clones);
      report.put("repeats", repeats.stream().map(Repeat::toMap).toList());
      out().println(JSON.std.asString(report));
      return;
    }
    for (Repeat repeat : repeats) {
      out().println("REPEATED " + repeat);
    }
    out()
        .println(
            clones
                + " clones: "
                + (repeats.isEmpty()
                    ? "nothing repeats that must not"
                    : (repeats.size() == 1 ? "1 place repeats" : repeats.size() + " places repeat")
                        + " what must be different in every clone"));
  }

  private void progress(String text) {
    if (!json) {
      out().println("-- " + text);
    }
  }
}
