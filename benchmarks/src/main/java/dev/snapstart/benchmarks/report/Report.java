package dev.snapstart.benchmarks.report;

import dev.snapstart.benchmarks.measure.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes of raw samples what people read. */
@Command(
    name = "benchmarks/report",
    description = {
      "Writes the tables of the raw samples into the README files, between <!-- NAME --> and"
          + " <!-- end -->, and a page with tables and charts.",
      "Exit status: 0, or 1 if --check finds a README that is not what the samples say."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Report implements Callable<Integer> {

  @Option(
      names = "--samples",
      paramLabel = "DIRECTORY",
      defaultValue = "samples",
      description = "Raw samples, NAME.jsonl or NAME-JDK.jsonl; default: ${DEFAULT-VALUE}.")
  private Path directory = Path.of("");

  @Option(
      names = "--page",
      paramLabel = "FILE",
      defaultValue = "target/report.html",
      description = "The page that is written; default: ${DEFAULT-VALUE}.")
  private Path page = Path.of("");

  @Option(names = "--check", description = "Writes no README, but says what would change.")
  private boolean check;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Report()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Map<Section, Samples> samples = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      samples.put(section, section.samples(directory));
    }
    Goals goals = new Goals(samples);
    MarkedText benchmarks = MarkedText.read(Path.of("README.md"));
    samples.forEach((section, its) -> benchmarks.put(section.id(), section.markdown(its)));
    benchmarks.put("goals", goals.markdown());
    MarkedText project = MarkedText.read(Path.of("..", "README.md"));
    project.put("headline", goals.headline());
    boolean upToDate = finish(benchmarks);
    upToDate &= finish(project);
    Files.createDirectories(page.toAbsolutePath().getParent());
    Files.writeString(page, Page.of(goals, samples));
    System.out.println("page: " + page);
    return upToDate ? 0 : 1;
  }

  /** Whether the file says what it should, after this. */
  private boolean finish(MarkedText text) throws IOException {
    if (!text.isChanged()) {
      return true;
    }
    if (check) {
      System.err.println(text.file() + " is not what the samples say; run benchmarks/report");
      return false;
    }
    text.write();
    System.out.println("written: " + text.file());
    return true;
  }
}
