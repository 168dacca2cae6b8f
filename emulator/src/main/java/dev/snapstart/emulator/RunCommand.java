package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code run}: a function through its whole life, with everything printed that is worth knowing.
 */
@Command(
    name = "run",
    description = {
      "Publishes a function (init, hooks, checkpoint), restores it and invokes it with events.",
      "Exit status: 0 all invocations succeeded, 1 the function failed, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpWidth = 100)
final class RunCommand extends FunctionCommand {

  private static final int MAX_RESPONSE_CHARS = 500;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port of the Runtime API; default: a free one.")
  private int port;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      description = {
        "What holds the snapshot: criu (real images, many clones), pause (the process is held),"
            + " auto; default: ${DEFAULT-VALUE}, criu where it works."
      })
  private Engine engine = Engine.AUTO;

  @Option(
      names = "--clones",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many clones to restore from the snapshot, each of which gets all events;"
              + " default: ${DEFAULT-VALUE}.")
  private int clones;

  @Option(names = "--on-demand", description = "Runs the function cold only, without a snapshot.")
  private boolean onDemand;

  @Option(
      names = "--compare-cold",
      description = "Runs it cold with the same events afterwards and compares.")
  private boolean compareCold;

  @Option(
      names = "--json",
      description = "Prints one JSON object at the end, instead of the log and the tables.")
  private boolean json;

  @ArgGroup(validate = false, heading = "%nWhat is to go wrong:%n")
  private TroubleOptions trouble = new TroubleOptions();

  private final Map<String, Object> report = new LinkedHashMap<>();
  private final ConcurrentLinkedQueue<String> logLines = new ConcurrentLinkedQueue<>();
  private volatile boolean hooksAreKnown;

  /** Whether every event was answered, in every run. */
  private boolean succeeded = true;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      FunctionSpec function = function();
      List<byte[]> sent = events.read();
      FunctionRun restored = null;
      FunctionRun cold = null;
      try (Emulator emulator =
          trouble.emulator(function).port(port).engine(engine).log(this::log).build()) {
        if (!onDemand) {
          restored = runRestored(emulator, function, sent);
        }
        if (onDemand || compareCold) {
          cold = runCold(emulator, function, sent);
        }
      }
      printReport(ClosingTable.of(cold, restored).toString());
      return succeeded ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    } catch (EnvironmentFailure e) {
      report.put("error", e.getMessage());
      err().println(e.getMessage());
      printReport("");
      return 1;
    }
  }

  private void printReport(String table) throws IOException {
    HookReport hooks = HookReport.of(logLines);
    report.put("hooks", hooks.toMaps());
    if (json) {
      out().println(JSON.std.asString(report));
    }
    say("");
    say(hooks.toString());
    say(table);
  }

  private FunctionRun runRestored(Emulator emulator, FunctionSpec function, List<byte[]> sent)
      throws EnvironmentFailure, InterruptedException {
    heading("publish \"" + function.name() + "\": init, hooks, checkpoint");
    try (Snapshot snapshot = emulator.publish(function)) {
      say("engine: " + snapshot.engine() + " (" + snapshot.engineReason() + ")");
      long checkpointMillis = snapshot.checkpointDuration().toMillis();
      if (snapshot.imageBytes() > 0) {
        double megabytes = snapshot.imageBytes() / 1e6;
        say(
            String.format(
                Locale.ROOT, "image: %.1f MB, taken in %d ms", megabytes, checkpointMillis));
      }
      report.put("engine", snapshot.engine());
      report.put("imageBytes", snapshot.imageBytes());
      report.put("checkpointMs", checkpointMillis);
      report.put("initMs", snapshot.initDuration().toNanos() / 1e6);
      int copies = snapshot.engine().equals("pause") ? 1 : clones;
      if (copies < clones) {
        say("clones: 1 instead of " + clones + ", more need the engine criu [EMULATOR_ONE_COPY]");
      }
      List<FunctionRun> runs = new ArrayList<>();
      for (int clone = 1; clone <= copies; clone++) {
        heading(
            copies == 1
                ? "restore and invoke"
                : "clone " + clone + " of " + copies + ": restore and invoke");
        runs.add(invoke(snapshot.restore(), sent));
        // the others' hooks are the same
        hooksAreKnown = true;
      }
      report.put("clones", runs.stream().map(FunctionRun::toMap).toList());
      return runs.get(0).withInit(snapshot.initDuration());
    }
  }

  private FunctionRun runCold(Emulator emulator, FunctionSpec function, List<byte[]> sent)
      throws EnvironmentFailure, InterruptedException {
    heading("cold, without a snapshot");
    try (Environment environment = emulator.start(function)) {
      FunctionRun run = invoke(environment, sent);
      report.put("cold", run.toMap());
      return run;
    }
  }

  private FunctionRun invoke(Environment environment, List<byte[]> sent)
      throws InterruptedException {
    List<InvocationResult> results = new ArrayList<>();
    for (byte[] event : sent) {
      if (!environment.isAlive()) {
        err()
            .println(
                "cannot send event "
                    + events.files().get(results.size())
                    + ": the process has ended; expected it to serve all events"
                    + " [EMULATOR_NOT_READY]");
        break;
      }
      InvocationResult result = environment.invoke(event);
      results.add(result);
      String kind = result.functionError() == null ? "response" : "FAILED";
      say(kind + ": " + oneLine(result.text()));
    }
    FunctionRun run = FunctionRun.of(results, sent.size());
    succeeded &= run.succeeded();
    return run;
  }

  private FunctionSpec function() {
    if (clones < 1) {
      throw usage("cannot restore " + clones + " clones (--clones): expected 1 or more");
    }
    trouble.requireRestores(onDemand);
    if (onDemand && compareCold) {
      throw usage("cannot compare with a cold run (--compare-cold) when there is no other run");
    }
    return trouble.applyTo(options.function());
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= MAX_RESPONSE_CHARS
        ? line
        : line.substring(0, MAX_RESPONSE_CHARS)
            + "... ("
            + text.getBytes(StandardCharsets.UTF_8).length
            + " bytes)";
  }

  private void heading(String text) {
    say("");
    say("-- " + text);
  }

  private void say(String line) {
    if (!json) {
      out().println(line);
    }
  }

  private void log(String line) {
    if (!hooksAreKnown) {
      logLines.add(line);
    }
    say(line);
  }
}
