package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the user's own sinks, as on a command line. */
class SpotBugsSinksTest {

  @TempDir Path temporary;
  private Path classes;
  private Path sinks;

  @BeforeEach
  void compile() throws IOException {
    classes = Files.createDirectory(temporary.resolve("classes"));
    sinks = temporary.resolve("mine.txt");
    Path source = temporary.resolve("Tickets.java");
    Files.writeString(
        source,
        """
        package tickets;

        import com.amazonaws.services.lambda.runtime.Context;
        import com.amazonaws.services.lambda.runtime.RequestHandler;

        public class Tickets implements RequestHandler<String, String> {
          private final int machines = Runtime.getRuntime().availableProcessors();

          public String handleRequest(String event, Context context) {
            return event + machines;
          }
        }
        """);
    Compiled.java(List.of(source), classes, "17");
  }

  @Test
  void findsWhatTheFileNames() throws Exception {
    assertThat(new CommandLine(temporary).analyse(classes).succeeded().bugs()).isEmpty();

    Files.writeString(
        sinks,
        "SNAP_HOST_IDENTITY | java/lang/Runtime | availableProcessors | () | low | result | kept | -"
            + " | all clones believe in the machine of the first\n");
    CommandLine.Report report = analyse().succeeded();

    assertThat(report.findings()).containsExactly("SNAP_HOST_IDENTITY tickets.Tickets");
    assertThat(report.bugs().get(0).getAttribute("priority")).isEqualTo("3");
    assertThat(report.bugs().get(0).getTextContent())
        .contains("all clones believe in the machine of the first", "it stays in Tickets.machines");
  }

  @Test
  void saysWhichLineOfTheFileItCannotRead() throws Exception {
    Files.writeString(sinks, "# mine\nSNAP_HOST_IDENTITY | java/lang/Runtime | exec\n");

    CommandLine.Report report = analyse();

    assertThat(report.status()).isEqualTo(1);
    assertThat(report.output())
        .contains("cannot read a sink in line 2 of " + sinks, "found 3 columns, expected 9")
        .contains("[RULES_BAD_SINK]");
  }

  @Test
  void saysThatThereIsNoSuchFile() throws Exception {
    CommandLine.Report report = analyse();

    assertThat(report.status()).isEqualTo(1);
    assertThat(report.output())
        .contains(
            "cannot read the sinks in " + sinks, "-Dsnapstart.rules.sinks", "[RULES_NO_SINKS]");
  }

  private CommandLine.Report analyse() throws Exception {
    return new CommandLine(temporary).property(Sinks.FILE_PROPERTY, sinks).analyse(classes);
  }
}
