package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RecordClassesCommandTest {

  private static final String LATER = PlainFunction.LoadedLater.class.getName();

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesWhatOnlyTheInvocationsLoad() throws Exception {
    Path list = directory.resolve("META-INF/snapstart/classes.txt");

    assertThat(record(list, "load", "plain")).as(err.toString()).isZero();

    List<String> classes = Files.readAllLines(list);
    assertThat(classes)
        .contains(LATER)
        .doesNotContain(PlainFunction.class.getName())
        .noneMatch(name -> name.contains("Lambda$") || name.contains("/"))
        .isSorted();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(classes.size() + " classes written to " + list);
    record(list, "load", "plain");
    assertThat(Files.readAllLines(list)).isEqualTo(classes);
  }

  @Test
  void writesNothingWhenAnInvocationFails() throws Exception {
    Path list = directory.resolve("classes.txt");
    assertThat(record(list, "fail", "plain")).isEqualTo(1);
    assertThat(err.toString())
        .contains("an invocation failed: ", "PlainError", "[EMULATOR_INVOCATION_FAILED]");
    assertThat(list).doesNotExist();
  }

  @Test
  void saysThatItNeedsAJvm() throws Exception {
    String event = event("plain");
    String shell = "curl -s http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next";
    assertThat(main("record-classes", "--event", event, "--out", "x", "--", "sh", "-c", shell))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("cannot record classes: the process logged none; expected a JVM")
        .contains("[EMULATOR_NOT_A_JVM]");
  }

  @Test
  void saysThatTheListCannotBeWritten() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(record(file.resolve("classes.txt"), "plain")).isEqualTo(1);
    assertThat(err.toString())
        .contains("cannot write \"" + file + "/classes.txt\"")
        .contains("choose another file with --out [EMULATOR_CANNOT_WRITE]");
  }

  @Test
  void refusesEventsThatCannotBeRead() {
    String missing = directory.resolve("missing.json").toString();
    assertThat(main("record-classes", "--event", missing, "--out", "x", "--", "true")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot read event \"" + missing);
  }

  private int record(Path list, String... events) throws Exception {
    List<String> args = new ArrayList<>(List.of("record-classes", "--out", list.toString()));
    for (String event : events) {
      args.addAll(List.of("--event", event(event)));
    }
    args.add("--");
    args.addAll(PlainFunction.doing("loop").build().command());
    return main(args.toArray(String[]::new));
  }

  private String event(String content) throws Exception {
    return Files.writeString(directory.resolve(content), content).toString();
  }

  private int main(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }
}
