package dev.snapstart.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code invoke}: a function as its callers see it, with as many environments as it needs. */
@Command(
    name = "invoke",
    description = {
      "Deploys a function and invokes it with events: environments are restored when they are needed,"
          + " used again, and frozen in between. Prints the answers, in the order of the events.",
      "Exit status: 0 all invocations succeeded, 1 one failed or was refused, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpWidth = 100)
final class InvokeCommand extends FunctionCommand {

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often all events are sent; default: ${DEFAULT-VALUE}.")
  private int times;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many callers send them at a time; default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "The reserved concurrency: what is beyond is refused with 429; default:"
              + " ${DEFAULT-VALUE}.")
  private int concurrency;

  @Option(names = "--on-demand", description = "Starts environments cold, without a snapshot.")
  private boolean onDemand;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      description = "What holds the snapshot: criu, pause, auto; default: ${DEFAULT-VALUE}.")
  private Engine engine = Engine.AUTO;

  @Option(names = "--log", description = "Prints the log to standard error.")
  private boolean log;

  @Option(names = "--json", description = "Prints one JSON object instead of the answers.")
  private boolean json;

  @ArgGroup(validate = false, heading = "%nWhat is to go wrong:%n")
  private TroubleOptions trouble = new TroubleOptions();

  /** What became of one event; a result or a refusal. */
  private record Outcome(@Nullable InvocationResult result, @Nullable InvocationRefused refusal) {

    boolean succeeded() {
      return result != null && result.functionError() == null;
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      if (refusal != null) {
        map.put("status", refusal.status());
        map.put("errorType", refusal.errorType());
      } else if (result != null) {
        map.put("status", 200);
        map.putAll(result.toMap());
      }
      return map;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (times < 1 || parallel < 1) {
      throw usage("cannot send nothing (--times, --parallel): expected 1 or more");
    }
    try {
      Scaling scaling = Scaling.platform().withConcurrency(concurrency);
      trouble.requireRestores(onDemand);
      FunctionSpec function = trouble.applyTo(options.function());
      List<byte[]> sent = events.read();
      try (Emulator emulator = trouble.emulator(function).engine(engine).log(this::log).build();
          FunctionVersion version = deploy(emulator, function, scaling)) {
        List<Outcome> outcomes = send(version, sent);
        print(outcomes, version.environments().size());
        return outcomes.stream().allMatch(Outcome::succeeded) ? 0 : 1;
      }
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    } catch (EnvironmentFailure e) {
      return failed(e.getMessage());
    }
  }

  private FunctionVersion deploy(Emulator emulator, FunctionSpec function, Scaling scaling)
      throws EnvironmentFailure, InterruptedException {
    if (onDemand) {
      return emulator.deploy(function, scaling);
    }
    progress("publishing \"" + function.name() + "\"");
    return emulator.deploySnapStart(function, scaling).awaitActive();
  }

  private List<Outcome> send(FunctionVersion version, List<byte[]> sent)
      throws InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Outcome>> coming = new ArrayList<>();
      for (int round = 0; round < times; round++) {
        for (byte[] event : sent) {
          coming.add(callers.submit(() -> send(version, event)));
        }
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> each : coming) {
        outcomes.add(each.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an invocation failed: " + e.getMessage(), e);
    } finally {
      callers.shutdownNow();
    }
  }

  private static Outcome send(FunctionVersion version, byte[] event) throws InterruptedException {
    try {
      return new Outcome(version.invoke(event), null);
    } catch (InvocationRefused e) {
      return new Outcome(null, e);
    }
  }

  private void print(List<Outcome> outcomes, int environments) throws IOException {
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("invocations", outcomes.stream().map(Outcome::toMap).toList());
      report.put("environments", environments);
      out().println(JSON.std.asString(report));
      return;
    }
    for (Outcome outcome : outcomes) {
      if (outcome.result() != null) {
        out().println(outcome.result().text());
      } else if (outcome.refusal() != null) {
        err().println(outcome.refusal().getMessage());
      }
    }
  }

  /** For who waits for the answers. */
  private void progress(String line) {
    if (!json) {
      err().println("-- " + line);
      err().flush();
    }
  }

  private void log(String line) {
    if (log) {
      err().println(line);
      err().flush();
    }
  }
}
