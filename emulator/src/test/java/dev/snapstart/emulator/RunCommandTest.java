package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String event;

  @BeforeEach
  void writeEvent() throws Exception {
    event = event("event.json", "{\"order\": 1}");
  }

  @Test
  void runsAFunctionFromItsSnapshotAndCold() {
    int status = run("--engine", "pause", "--compare-cold", "--event", event, "--event", event);

    assertThat(status).isZero();
    assertThat(err).hasToString("");
    assertThat(out.toString())
        .containsSubsequence(
            "publish \"function\"",
            "INIT_START",
            "INIT_REPORT",
            "engine: pause (one copy, the process is held in restore/next; as asked)",
            "RESTORE_START",
            "RESTORE_REPORT",
            "START RequestId",
            "REPORT RequestId",
            "response: {\"order\": 1}",
            "response: {\"order\": 1}",
            "cold, without a snapshot",
            "INIT_START",
            "response: {\"order\": 1}",
            "hook report",
            "primed   beforeCheckpoint   1.50   ok",
            "time to first answer",
            "max memory used, MB");
  }

  @Test
  void printsOneJsonObject() throws Exception {
    assertThat(run("--json", "--engine", "pause", "--compare-cold", "--event", event)).isZero();
    Map<String, Object> report = JSON.std.mapFrom(out.toString());
    assertThat(report)
        .containsEntry("engine", "pause")
        .containsEntry("imageBytes", 0)
        .containsKeys("initMs", "checkpointMs", "cold");
    assertThat(report.get("clones").toString())
        .contains("response={\"order\": 1}", "succeeded=true");
    assertThat(report.get("hooks").toString())
        .isEqualTo("[{hook=primed, phase=beforeCheckpoint, ms=1.5, outcome=ok}]");
  }

  @Test
  void runsAFunctionOnDemandOnly() {
    assertThat(run("--on-demand", "--event", event)).isZero();
    assertThat(out.toString()).doesNotContain("RESTORE").contains("Init Duration: ");
  }

  @Test
  void runsAHandlerOfARuntime() {
    int status =
        main(
            "run",
            "--class-path",
            PlainFunction.classPath(),
            "--main",
            PlainFunction.class.getName(),
            "--handler",
            "loop",
            "--jvm-option=-XX:TieredStopAtLevel=1",
            "--jvm-option=-Dx=y",
            "--memory",
            "256",
            "--timeout",
            "5",
            "--env",
            "A=b=c",
            "--on-demand",
            "--event",
            event);

    assertThat(status).isZero();
    assertThat(out.toString()).contains("Memory Size: 256 MB").contains("response: ");
  }

  @Test
  void failsWhenTheFunctionFails() throws Exception {
    assertThat(run("--event", event("fail", "fail"))).isEqualTo(1);
    assertThat(out.toString()).contains("FAILED: {\"errorMessage\":\"boom\"");
  }

  @Test
  void failsWhenTheProcessEndsBeforeTheLastEvent() throws Exception {
    assertThat(run("--event", event("exit", "respond-exit"), "--event", event)).isEqualTo(1);
    assertThat(err.toString())
        .contains("the process has ended; expected it to serve all events [EMULATOR_NOT_READY]");
  }

  @Test
  void failsWithTheReasonWhenTheFunctionCannotBeInitialized() {
    int status = main("run", "--event", event, "--", PlainFunction.java(), "-cp", "x", "NoClass");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("cannot initialize function \"function\"")
        .contains("NoClass")
        .contains("within 130.00 seconds [EMULATOR_INIT_FAILED]; its last output:")
        .doesNotContain("\tat ");
  }

  @Test
  void cutsALongResponse() throws Exception {
    assertThat(run("--on-demand", "--event", event("long", "é".repeat(600)))).isZero();
    assertThat(out.toString()).contains("é".repeat(500) + "... (1200 bytes)");
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(run("--event", event, "--port", Integer.toString(port))).isEqualTo(1);
      assertThat(err.toString())
          .contains("cannot listen on port " + port)
          .contains("or 0 for a free one [EMULATOR_PORT_IN_USE]")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void saysThatJavaIsMissing() {
    int status =
        main("run", "--handler", "h", "--class-path", ".", "--java", "no-java", "--event", event);

    assertThat(status).isEqualTo(1);
    assertThat(err.toString())
        .contains("there is no program \"no-java\" in PATH", "[EMULATOR_NO_PROGRAM]");
  }

  @Test
  void refusesWrongUsageWithOneMessage() {
    assertUsage("Missing required option: '--event=FILE' [EMULATOR_BAD_OPTION]", "--handler", "h");
    assertUsage(
        "expected --handler HANDLER, or a command after -- [EMULATOR_NO_FUNCTION]",
        "--event",
        event);
    assertUsage(
        "the class path is empty; add --class-path PATH [EMULATOR_BAD_CLASS_PATH]",
        "--handler",
        "h",
        "--event",
        event);
    assertUsage(
        "there is no \"no.jar\"", "--handler", "h", "--class-path", "no.jar", "--event", event);
    assertThat(err.toString()).contains("[EMULATOR_BAD_CLASS_PATH]");
    assertUsage("cannot read event \"none.json\"", "--event", "none.json", "--", "true");
    assertThat(err.toString()).contains("[EMULATOR_CANNOT_READ_EVENT]");
    assertUsage(
        "expected 128 to 10240 MB [EMULATOR_BAD_OPTION]",
        "--memory",
        "1",
        "--event",
        event,
        "--",
        "true");
    assertUsage("expected up to 900 s", "--timeout", "901", "--event", event, "--", "true");
    assertUsage("expected 0 to 65535", "--port", "65536", "--event", event, "--", "true");
    assertUsage("cannot compare", "--on-demand", "--compare-cold", "--event", event, "--", "true");
    assertThat(err.toString()).contains("[EMULATOR_BAD_OPTION]");
    assertUsage("Unknown option: '--bogus'", "--bogus", "--event", event);
  }

  @Test
  void saysThatThePauseEngineHasOneCopy() {
    assertThat(run("--engine", "pause", "--clones", "2", "--event", event)).isZero();
    assertThat(out.toString())
        .contains("clones: 1 instead of 2, more need the engine criu [EMULATOR_ONE_COPY]");
  }

  @Test
  void explainsItself() {
    assertThat(main("--help")).isZero();
    assertThat(main("run", "--help")).isZero();
    assertThat(main("clones", "--help")).isZero();
    assertThat(main("record-classes", "--help")).isZero();
    assertThat(main("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete -F _complete_snapstart-emulator");
    assertThat(main("--version")).isZero();
    assertThat(out.toString())
        .contains("--compare-cold", "--jvm-option", "Exit status: 0")
        .containsPattern("snapstart-emulator \\d+\\.\\d+");
  }

  private void assertUsage(String message, String... options) {
    List<String> args = new ArrayList<>(List.of("run"));
    args.addAll(List.of(options));
    err.getBuffer().setLength(0);

    assertThat(main(args.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString())
        .contains(message)
        .hasLineCount(2)
        .endsWith("try: snapstart-emulator run --help\n");
  }

  /** Runs a function that has hooks and echoes. */
  private int run(String... options) {
    List<String> args = new ArrayList<>(List.of("run"));
    args.addAll(List.of(options));
    args.add("--");
    args.addAll(
        PlainFunction.doing(
                "print:HOOKS Phase: beforeCheckpoint\tHooks: 1\tDuration: 1.60 ms\tprimed: 1.50 ms",
                "restore-next",
                "loop")
            .build()
            .command());
    return main(args.toArray(String[]::new));
  }

  private int main(String... args) {
    CommandLineRun run = CommandLineRun.of(args);
    out.write(run.out());
    err.write(run.err());
    return run.status();
  }

  private String event(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content).toString();
  }
}
