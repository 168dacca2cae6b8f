package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.CloneCheck.Repeat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class ClonesCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Mixin private FunctionOptions options = new FunctionOptions();
  @Mixin private EventOptions events = new EventOptions();

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

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (clones < 2) {
      throw usage("cannot compare " + clones + " clones (--clones): expected 2 or more");
    }
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build()) {
      List<byte[]> sent = events.read();
      FunctionSpec function = options.function();
      progress("publishing \"" + function.name() + "\"");
      try (Snapshot snapshot = emulator.publish(function)) {
        return check(snapshot, sent);
      }
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    } catch (EnvironmentFailure e) {
      return failed(e.getMessage());
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
      out(JSON.std.asString(report));
      return;
    }
    for (Repeat repeat : repeats) {
      out("REPEATED " + repeat);
    }
    out(
        clones
            + " clones: "
            + (repeats.isEmpty()
                ? "nothing repeats that must not"
                : repeats.size() + " places repeat what must be different in every clone"));
  }

  private void progress(String text) {
    if (!json) {
      out("-- " + text);
    }
  }

  private void out(String text) {
    spec().commandLine().getOut().println(text);
  }

  private int failed(@Nullable String why) {
    spec().commandLine().getErr().println(why);
    return 1;
  }

  private ParameterException usage(@Nullable String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException("clones is a command of picocli and works through it only");
    }
    return command;
  }
}
