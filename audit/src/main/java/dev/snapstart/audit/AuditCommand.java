package dev.snapstart.audit;

import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionOptions;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.Subcommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: what is in a function's snapshot that clones must not share. */
@Command(
    name = "audit",
    description = {
      "Runs the init of a function, dumps the heap of the process that is to be the snapshot,"
          + " rehearses a restore, and lists what is in it that clones must not share: each with"
          + " the way that keeps it there, the rule, and what helps. Says what fills it as well.",
      "Exit status: 0 nothing is to be done, 1 something is or the function failed, 2 wrong usage."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100)
public final class AuditCommand implements Subcommand {

  @Mixin private final FunctionOptions options = new FunctionOptions();

  @Option(
      names = "--dump",
      paramLabel = "FILE",
      description = "Audits a heap dump that is there, instead of a function.")
  private @Nullable Path dump;

  @Option(
      names = "--application",
      paramLabel = "PREFIX",
      description =
          "With what names of the application's classes begin, such as com.acme.; may be repeated."
              + " Default: the first two parts of the handler's package, and directories.")
  private List<String> application = new ArrayList<>();

  @Option(
      names = "--allow",
      paramLabel = "FILE",
      description = "What may be in the snapshot: lines KIND | path | reason.")
  private @Nullable Path allowed;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "warning",
      description =
          "The least severity that gives status 1: error, warning, note; default: warning.")
  private Severity failOn = Severity.WARNING;

  @Option(
      names = "--clones",
      description = "Also compares two clones of one image; needs CRIU (tools/install-criu).")
  private boolean clones;

  @Option(
      names = "--event",
      paramLabel = "FILE",
      description =
          "Also looks which of the classes that init has loaded are used by an invocation with this"
              + " event; may be repeated.")
  private List<Path> events = new ArrayList<>();

  @Option(
      names = "--keep-dumps",
      paramLabel = "DIRECTORY",
      description = "Keeps the heap dumps, which hold all secrets of the function.")
  private @Nullable Path keptDumps;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes one page with the findings and a treemap of what fills the heap.")
  private @Nullable Path html;

  @Spec private @Nullable CommandSpec command;

  /** Made by the command line, which sets the options. */
  public AuditCommand() {}

  /**
   * Audits and prints.
   *
   * @return the exit status
   */
  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      AuditReport report = audit();
      out().print(json ? report.toJson() + System.lineSeparator() : report.toText());
      out().flush();
      write(report);
      return report.open(failOn).isEmpty() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    } catch (EnvironmentFailure e) {
      err().println(e.getMessage());
      return 1;
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      err()
          .println(
              "cannot audit a heap of so many objects with "
                  + megabytes
                  + " MB of memory: start this JVM with more, such as -Xmx"
                  + 2 * megabytes
                  + "m [AUDIT_NOT_ENOUGH_MEMORY]");
      return 1;
    }
  }

  private void write(AuditReport report) throws IOException {
    if (html != null) {
      try {
        Files.writeString(html, report.toHtml());
      } catch (IOException e) {
        throw new IOException(
            "cannot write the page "
                + html
                + " ("
                + e
                + "); choose another file with --html [AUDIT_CANNOT_WRITE]",
            e);
      }
    }
  }

  private AuditReport audit() throws EnvironmentFailure, IOException, InterruptedException {
    if (dump != null) {
      return Audit.ofDump(dump, application, this::progress);
    }
    FunctionSpec function = options.function();
    Audit audit =
        Audit.of(function)
            .application(application.toArray(String[]::new))
            .allow(allowed == null ? AllowList.empty() : AllowList.read(allowed))
            .events(read(events))
            .progress(this::progress);
    if (clones) {
      audit.compareClones();
    }
    if (keptDumps != null) {
      audit.keepDumps(keptDumps);
    }
    return audit.run();
  }

  private static List<byte[]> read(List<Path> files) throws IOException {
    List<byte[]> read = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UnreadableException("the event", file, e);
      }
    }
    return read;
  }

  private void progress(String line) {
    err().println("-- " + line);
    err().flush();
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException("a command of picocli works through it only");
    }
    return command;
  }
}
