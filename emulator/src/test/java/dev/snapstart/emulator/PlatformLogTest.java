package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All lines of a life that fails where it can, in both formats. */
class PlatformLogTest {

  private static final Report REPORT =
      new Report(
          Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofMillis(90), Duration.ZERO, 64);

  @Test
  void logsAsText() {
    String runtime =
        " Runtime Version: provided:al2023.emulator\tRuntime Version ARN:"
            + " arn:aws:lambda:us-east-1::runtime:emulator";
    assertThat(life("Text", InitializationType.SNAP_START))
        .containsExactly(
            "INIT_START" + runtime,
            "INIT_REPORT Init Duration: 300.00 ms",
            "INIT_REPORT Init Duration: 300.00 ms\tPhase: init\tStatus: timeout",
            "RESTORE_START" + runtime,
            "RESTORE_REPORT Restore Duration: 90.00 ms",
            "RESTORE_REPORT Restore Duration: 90.00 ms\tStatus: error\tError Type: Runtime.Hook",
            "START RequestId: ID Version: 7",
            "ID Task timed out after 3.00 seconds",
            "END RequestId: ID",
            "REPORT RequestId: ID\tDuration: 20.00 ms\tBilled Duration: 320 ms\tMemory Size: 512"
                + " MB\tMax Memory Used: 64 MB\tInit Duration: 300.00 ms\tRestore Duration: 90.00"
                + " ms\tBilled Restore Duration: 0 ms\t",
            "RequestId: ID Error: Runtime exited with error: exit status 1",
            "END RequestId: ID",
            "REPORT RequestId: ID\tDuration: 20.00 ms\tBilled Duration: 320 ms\tMemory Size: 512"
                + " MB\tMax Memory Used: 64 MB\tInit Duration: 300.00 ms\tRestore Duration: 90.00"
                + " ms\tBilled Restore Duration: 0 ms\tStatus: error\tError Type:"
                + " Runtime.ExitError\t");
  }

  @Test
  @SuppressWarnings("unchecked")
  void logsAsJson() throws Exception {
    List<Map<String, Object>> lines = new java.util.ArrayList<>();
    for (String line : life("JSON", InitializationType.SNAP_START)) {
      Map<String, Object> event = JSON.std.mapFrom(line);
      assertThat(Instant.parse((String) event.get("time"))).isBefore(Instant.now().plusSeconds(1));
      lines.add(event);
    }
    assertThat(lines)
        .extracting(line -> line.get("type"))
        .containsExactly(
            "platform.initStart",
            "platform.initReport",
            "platform.initReport",
            "platform.restoreStart",
            "platform.restoreReport",
            "platform.restoreReport",
            "platform.start",
            "platform.report",
            "platform.runtimeDone",
            "platform.report");
    List<Map<String, Object>> records =
        lines.stream().map(line -> (Map<String, Object>) line.get("record")).toList();
    assertThat(records.get(0))
        .containsEntry("initializationType", "snap-start")
        .containsEntry("phase", "snap-start")
        .containsEntry("functionName", "say \"hello\"")
        .containsEntry("functionVersion", "7");
    assertThat(records.get(1)).containsEntry("status", "success").doesNotContainKey("errorType");
    assertThat(records.get(2)).containsEntry("status", "timeout").doesNotContainKey("errorType");
    assertThat(records.get(5))
        .containsEntry("status", "error")
        .containsEntry("errorType", "Runtime.Hook")
        .containsEntry("metrics", Map.of("durationMs", 90.0));
    assertThat(records.get(9))
        .containsEntry("requestId", "ID")
        .containsEntry("status", "error")
        .containsEntry("errorType", "Runtime.ExitError");
    assertThat((Map<String, Object>) records.get(9).get("metrics"))
        .containsEntry("durationMs", 20.0)
        .containsEntry("billedDurationMs", 320)
        .containsEntry("memorySizeMB", 512)
        .containsEntry("maxMemoryUsedMB", 64)
        .containsEntry("initDurationMs", 300.0)
        .containsEntry("restoreDurationMs", 90.0)
        .containsEntry("billedRestoreDurationMs", 0);
  }

  /** The init that an invocation repeats has a phase of its own. */
  @Test
  void namesThePhaseOfAnInitAtInvoke() {
    EnvironmentLog lines = new EnvironmentLog(line -> {});
    new PlatformLog(lines, function("Text"), InitializationType.ON_DEMAND)
        .atInvoke()
        .initReport(Duration.ofSeconds(11), "Runtime.ExitError");
    assertThat(lines.lines())
        .containsExactly(
            "INIT_REPORT Init Duration: 11000.00 ms\tPhase: invoke\tStatus: error\tError Type:"
                + " Runtime.ExitError");
  }

  private static List<String> life(String format, InitializationType type) {
    EnvironmentLog lines = new EnvironmentLog(line -> {});
    PlatformLog log = new PlatformLog(lines, function(format), type);
    log.initStart();
    log.initReport(Duration.ofMillis(300), null);
    log.initReport(Duration.ofMillis(300), PlatformError.TIMEOUT);
    log.restoreStart();
    log.restoreReport(Duration.ofMillis(90), null);
    log.restoreReport(Duration.ofMillis(90), "Runtime.Hook");
    log.start("ID");
    log.timedOut("ID");
    log.end("ID", REPORT, null);
    log.exited(
        new PlatformError(
            PlatformError.EXIT, "RequestId: ID Error: Runtime exited with error: exit status 1"));
    log.end("ID", REPORT, PlatformError.EXIT);
    return lines.lines();
  }

  private static FunctionSpec function(String format) {
    return FunctionSpec.builder()
        .command("true")
        .name("say \"hello\"")
        .version("7")
        .environment("AWS_LAMBDA_LOG_FORMAT", format)
        .build();
  }
}
