package dev.snapstart.emulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.conformance.Result.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The suite over runtimes that are bad on purpose; tools/conformance runs it over good ones. */
class ConformanceCommandTest {

  /** Gives back every event, whatever handler it was started with. */
  private static final String ECHO =
      "'"
          + Path.of(System.getProperty("java.home"), "bin", "java")
          + "' -XX:TieredStopAtLevel=1 -cp '"
          + Path.of("target", "test-classes").toAbsolutePath()
          + "' dev.snapstart.emulator.PlainFunction loop {handler}";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void knowsEveryBehaviourOnce() {
    List<Integer> numbers =
        Section.all().stream()
            .flatMap(section -> section.behaviours().stream())
            .map(Behaviour::number)
            .toList();

    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 166).boxed().toList());
  }

  @Test
  void givesAReasonForEachBehaviourThatIsNotDriven() {
    assertThat(Section.all())
        .flatExtracting(Section::behaviours)
        .allMatch(behaviour -> (behaviour.check() == null) == (behaviour.reason() != null));
  }

  @Test
  void tellsWhatABadRuntimeDoesAndWhatNot() throws Exception {
    Path json = directory.resolve("results.json");
    Path table = directory.resolve("table.md");

    int status =
        conformance(
            "--runtime",
            ECHO,
            "--name",
            "echo",
            "--only",
            "4,5,45,58,99,121,127,136,157",
            "--only",
            "166",
            "--jobs",
            "4",
            "--json",
            json.toString(),
            "--markdown",
            table.toString());

    assertThat(status).isOne();
    Report report = Report.readJson(json);
    assertThat(report.runtime()).isEqualTo("echo");
    assertThat(numbers(report, Verdict.NOT_DRIVEN)).containsExactly(136, 157);
    // it does nothing that a handler says, but these need nothing of one
    assertThat(numbers(report, Verdict.PASS)).containsExactly(99, 121);
    assertThat(numbers(report, Verdict.FAIL)).containsExactly(4, 5, 45, 58, 127, 166);
    assertThat(out.toString())
        .contains("D1     4  FAIL", "expected a User-Agent; found nothing")
        .contains("D5    99  pass", "D8   136  not driven")
        .endsWith("echo: 2 passed, 6 failed, 2 not driven\n");
    assertThat(err.toString()).contains("10/10  ");
    assertThat(Files.readString(table))
        .contains("| FAIL | 6 |", "## D1 Start-up", "| 4 | The first request is GET next");
  }

  @Test
  void putsAnotherRuntimeBeside() throws Exception {
    Path other = directory.resolve("other.json");
    new Report("other", List.of(new Result("D5", 99, "x", Verdict.FAIL, "found \"a|b\"")))
        .writeJson(other);
    Path table = directory.resolve("table.md");

    int status =
        conformance(
            "--runtime",
            ECHO,
            "--name",
            "echo",
            "--only",
            "99",
            "--markdown",
            table.toString(),
            "--beside",
            other.toString());

    assertThat(status).isZero();
    assertThat(Files.readString(table))
        .contains("| # | Behaviour | echo | other |", "| pass | FAIL: found \"a&#124;b\" |");
  }

  @Test
  void failsEveryLineOfARuntimeThatDoesNotStart() {
    assertThat(conformance("--quiet", "--runtime", "false", "--only", "4,31")).isOne();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("0 passed, 2 failed", "exit status 1");
  }

  @Test
  void listsTheBehaviours() {
    assertThat(conformance("--list", "--only", "D8")).isZero();
    assertThat(out.toString())
        .startsWith("D8 SnapStart")
        .contains("  136  Copies of one snapshot", "(not driven: the pause engine");
  }

  @Test
  void refusesWrongUsage() {
    assertThat(conformance()).isEqualTo(2);
    assertThat(conformance("--runtime", "x", "--only", "167")).isEqualTo(2);
    assertThat(conformance("--runtime", "x", "--jobs", "0")).isEqualTo(2);
    assertThat(conformance("--runtime", "java 'x")).isEqualTo(2);
    assertThat(conformance("--runtime", "x", "--beside", "nowhere.json")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "expected --runtime 'COMMAND'",
            "no behaviour or section [167]",
            "0 behaviours at a time",
            "a quote has no end",
            "cannot read \"nowhere.json\"; expected a file that --json wrote",
            "[EMULATOR_NOT_RESULTS]");
  }

  @Test
  void saysAtOnceWhatItCannotReadOrWrite() throws Exception {
    String file = Files.writeString(directory.resolve("file"), "{\"results\":[{}]}").toString();
    assertThat(conformance("--runtime", "x", "--beside", file)).isOne();
    assertThat(conformance("--runtime", "x", "--json", file + "/results")).isEqualTo(2);
    assertThat(err.toString())
        .contains("cannot read \"" + file + "\": expected a file that --json wrote")
        .contains("[EMULATOR_NOT_RESULTS]")
        .contains("cannot write \"" + file + "/results\"", "[EMULATOR_CANNOT_WRITE]");
  }

  private static List<Integer> numbers(Report report, Verdict verdict) {
    return report.results().stream()
        .filter(result -> result.verdict() == verdict)
        .map(Result::number)
        .toList();
  }

  private int conformance(String... args) {
    CommandLine commandLine = new CommandLine(new ConformanceCommand());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }
}
