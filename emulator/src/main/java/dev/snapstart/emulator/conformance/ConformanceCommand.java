package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.conformance.Result.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code conformance}: whether a runtime does what a runtime for Lambda must do. */
@Command(
    name = "conformance",
    description = {
      "Drives a runtime from outside and prints a line for each behaviour that it must have.",
      "Exit status: 0 nothing failed, 1 something failed, 2 wrong usage."
    },
    footer = {
      "",
      "The functions of the suite are in the task root, as a user's are. Beside the runtime the",
      "command needs aws-lambda-java-core, aws-lambda-java-events and org.crac on its class path:",
      "",
      "  snapstart-emulator conformance --runtime \\",
      "    'java -cp runtime.jar:core.jar:events.jar:crac.jar com.acme.Runtime {handler}'"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100)
public final class ConformanceCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--runtime",
      paramLabel = "COMMAND",
      description = {
        "The command that starts the runtime. {handler} stands for the handler and is added at the"
            + " end if it is nowhere; {classes} stands for the directory of the functions."
      })
  private @Nullable String runtime;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "runtime",
      description = "What the runtime is called in the results; default: ${DEFAULT-VALUE}.")
  private String name = "";

  @Option(
      names = "--streaming-handler",
      paramLabel = "HANDLER",
      defaultValue = "dev.snapstart.emulator.handlers.Streams",
      description = {
        "The function that streams its answers, for runtimes with a way of their own to do so;"
            + " default: ${DEFAULT-VALUE}, which knows dev.snapstart.runtime.ResponseStream."
      })
  private String streamingHandler = "";

  @Option(
      names = "--only",
      paramLabel = "NUMBER",
      split = ",",
      description = "Only these behaviours or sections, such as 47,D8.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Lists the behaviours and ends.")
  private boolean list;

  @Option(
      names = "--jobs",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "How many behaviours are looked at side by side; default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(names = "--quiet", description = "Prints the results only, no progress.")
  private boolean quiet;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there.")
  private @Nullable Path json;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Writes a table there, with a column for each --beside.")
  private @Nullable Path markdown;

  @Option(
      names = "--beside",
      paramLabel = "FILE",
      description = "What --json wrote for another runtime; may be repeated.")
  private List<Path> beside = new ArrayList<>();

  /** Made by picocli. */
  public ConformanceCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Section> sections = chosen();
    if (list) {
      sections.forEach(this::print);
      return 0;
    }
    List<Report> others = others();
    requireWritable(json);
    requireWritable(markdown);
    requireProgram();
    Report report = new Report(name, run(sections));
    out().print(report.text());
    out().flush();
    if (json != null) {
      report.writeJson(json);
    }
    if (markdown != null) {
      List<Report> all = new ArrayList<>(List.of(report));
      all.addAll(others);
      Files.writeString(markdown, Report.markdown(all, sections));
    }
    return report.count(Verdict.FAIL) == 0 ? 0 : 1;
  }

  private List<Result> run(List<Section> sections) throws IOException, InterruptedException {
    int total = sections.stream().mapToInt(section -> section.behaviours().size()).sum();
    AtomicInteger done = new AtomicInteger();
    Consumer<Result> progress =
        result -> {
          if (!quiet) {
            String line = Report.line(result).strip();
            err().println(done.incrementAndGet() + "/" + total + "  " + line);
            err().flush();
          }
        };
    return new Suite(runtimeCommand(), streamingHandler, jobs).run(sections, progress);
  }

  /** Sooner than after minutes of work. */
  private void requireWritable(@Nullable Path file) {
    if (file != null) {
      Path parent = file.toAbsolutePath().getParent();
      if (Files.isDirectory(file)
          || parent == null
          || !Files.isDirectory(parent)
          || !Files.isWritable(parent)) {
        throw usage(
            "cannot write \""
                + file
                + "\"; expected a file in a directory that can be written [EMULATOR_CANNOT_WRITE]");
      }
    }
  }

  private void requireProgram() throws IOException, InterruptedException {
    try (TaskRoots taskRoots = new TaskRoots();
        Bench bench = new Bench(runtimeCommand(), taskRoots, streamingHandler)) {
      bench.actions();
    } catch (EnvironmentFailure failure) {
      if (failure.errorType().equals("Runtime.InvalidEntrypoint")) {
        throw usage(String.valueOf(failure.getMessage()));
      }
      // one that fails for another reason is what the suite is for
    }
  }

  private RuntimeCommand runtimeCommand() {
    if (runtime == null) {
      throw usage("cannot check anything: expected --runtime 'COMMAND'");
    }
    if (jobs < 1) {
      throw usage("cannot look at " + jobs + " behaviours at a time; expected --jobs 1 or more");
    }
    try {
      return RuntimeCommand.parse(runtime);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private List<Report> others() throws IOException {
    List<Report> others = new ArrayList<>();
    for (Path file : beside) {
      if (!Files.isReadable(file)) {
        throw usage(
            "cannot read \""
                + file
                + "\"; expected a file that --json wrote [EMULATOR_NOT_RESULTS]");
      }
      try {
        others.add(Report.readJson(file));
      } catch (IOException e) {
        throw new IOException(
            "cannot read \""
                + file
                + "\": expected a file that --json wrote [EMULATOR_NOT_RESULTS]: "
                + e.getMessage(),
            e);
      }
    }
    return others;
  }

  /** The behaviours asked for, in their sections. */
  private List<Section> chosen() {
    Set<String> unknown = new LinkedHashSet<>(only);
    List<Section> chosen = new ArrayList<>();
    for (Section section : Section.all()) {
      List<Behaviour> behaviours = new ArrayList<>();
      for (Behaviour behaviour : section.behaviours()) {
        String number = Integer.toString(behaviour.number());
        if (only.isEmpty() || only.contains(section.id()) || only.contains(number)) {
          behaviours.add(behaviour);
          unknown.remove(number);
          unknown.remove(section.id());
        }
      }
      if (!behaviours.isEmpty()) {
        chosen.add(new Section(section.id(), section.title(), behaviours));
      }
    }
    if (!unknown.isEmpty()) {
      throw usage("there is no behaviour or section " + unknown + "; --list shows all");
    }
    return chosen;
  }

  private void print(Section section) {
    out().println(section.id() + " " + section.title());
    for (Behaviour behaviour : section.behaviours()) {
      String reason = behaviour.reason() == null ? "" : " (not driven: " + behaviour.reason() + ")";
      out().println("  " + behaviour.number() + "  " + behaviour.text() + reason);
    }
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException(
          "conformance is a command of picocli and works through it only");
    }
    return command;
  }
}
