package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvokeCommandTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String event;

  @BeforeEach
  void writeEvent() throws Exception {
    event = event("event.json", "{\"order\": 1}");
  }

  @Test
  void printsTheAnswersOnly() throws Exception {
    String second = event("second.json", "{\"order\": 2}");
    assertThat(invoke("--event", event, "--event", second)).isZero();
    assertThat(out.toString().lines()).containsExactly("{\"order\": 1}", "{\"order\": 2}");
    assertThat(err.toString().lines()).containsExactly("-- publishing \"function\"");
  }

  @Test
  void printsTheLogBesideThem() {
    assertThat(invoke("--log", "--event", event)).isZero();
    assertThat(err.toString())
        .contains("publishing \"function\"", "INIT_REPORT", "RESTORE_REPORT", "REPORT RequestId");
  }

  @Test
  void usesAnEnvironmentAgain() throws Exception {
    assertThat(invoke("--json", "--on-demand", "--times", "3", "--event", event)).isZero();
    Map<String, Object> report = JSON.std.mapFrom(out.toString());
    assertThat(report).containsEntry("environments", 1);
    assertThat((List<?>) report.get("invocations")).hasSize(3);
  }

  @Test
  void refusesWhatIsBeyondTheConcurrency() throws Exception {
    String hang = event("hang", "hang");
    assertThat(invoke("--parallel", "2", "--concurrency", "1", "--event", hang, "--event", hang))
        .isEqualTo(1);
    assertThat(err.toString()).contains("TooManyRequestsException (429)");
    assertThat(out.toString()).contains("Task timed out after 1.00 seconds");
  }

  @Test
  void letsThingsGoWrong() throws Exception {
    assertThat(invoke("--kill-during-invocation", "--event", event("hang", "hang"))).isEqualTo(1);
    assertThat(out.toString()).contains("signal: killed");
    assertThat(invoke("--response-403", "--event", event)).isZero();
    assertThat(invoke("--broken-connection", "--event", event)).isEqualTo(1);
    assertThat(invoke("--slow-api", "20ms", "--slow-restore=20ms", "--event", event)).isZero();
    assertThat(invoke("--log", "--response-413", "--no-memory-limit", "--event", event))
        .isEqualTo(1);
    assertThat(err.toString()).contains("invocation/ID/response 413");
    assertThat(out.toString()).contains("Function.ResponseSizeTooLarge");
  }

  @Test
  void saysWhatIsWrongWithItsOptions() {
    assertThat(invoke("--event", event, "--times", "0")).isEqualTo(2);
    assertThat(invoke("--event", event, "--concurrency", "0")).isEqualTo(2);
    assertThat(invoke("--event", event, "--later", "soon")).isEqualTo(2);
    assertThat(invoke("--event", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("cannot send nothing (--times, --parallel): expected 1 or more")
        .contains("cannot scale to a concurrency of 0: expected 1 or more [EMULATOR_BAD_OPTION]")
        .contains("'soon' is no duration: expected such as 250ms, 10s, 5m, 36h, 14d or PT10S")
        .contains("cannot read event");
  }

  @Test
  void failsWhenTheFunctionCannotBePublished() {
    int status = execute("exit:3", "invoke", "--engine", "pause", "--event", event);
    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("exit status 3");
  }

  @Test
  void explainsItself() {
    assertThat(execute("loop", "invoke", "--help")).isZero();
    assertThat(out.toString())
        .contains("What is to go wrong:", "--later=TIME", "--kill-during-invocation[=TIME]");
  }

  private String event(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private int invoke(String... options) {
    List<String> args = new ArrayList<>(List.of("invoke", "--engine", "pause", "--timeout", "1"));
    args.addAll(List.of(options));
    return execute("loop", args.toArray(String[]::new));
  }

  private int execute(String step, String... options) {
    CommandLineRun run =
        CommandLineRun.of(
            List.of(options), PlainFunction.doing("restore-next", step).build().command());
    out.write(run.out());
    err.write(run.err());
    return run.status();
  }
}
