package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void billsDurationAndBilledRestoreAsThePlatformDoes() {
    Report report =
        new Report(
            Duration.ofNanos(149_530_000),
            null,
            Duration.ofNanos(789_640_000),
            Duration.ofNanos(162_100_000),
            163);

    assertThat(line(report, 3538, null))
        .isEqualTo(
            "REPORT RequestId: ID\tDuration: 149.53 ms\tBilled Duration: 313 ms\t"
                + "Memory Size: 3538 MB\tMax Memory Used: 163 MB\tRestore Duration: 789.64 ms\t"
                + "Billed Restore Duration: 163 ms\t");
  }

  @Test
  void billsInitOnDemandAndLeavesUnknownMemoryOut() {
    Report report =
        new Report(Duration.ofNanos(1_230_000), Duration.ofNanos(437_560_000), null, null, null);

    assertThat(line(report, 128, null))
        .isEqualTo(
            "REPORT RequestId: ID\tDuration: 1.23 ms\tBilled Duration: 439 ms\t"
                + "Memory Size: 128 MB\tInit Duration: 437.56 ms\t");
  }

  @Test
  void saysThatAnInvocationTimedOut() {
    Report report = new Report(Duration.ofSeconds(3), null, null, null, 30);

    assertThat(line(report, 128, PlatformError.TIMEOUT))
        .endsWith("\tMax Memory Used: 30 MB\tStatus: timeout\t");
  }

  @Test
  void writesErrorsAsJson() {
    assertThat(new PlatformError("A.B", "say \"x\" \\ \n").toJson())
        .asString()
        .isEqualTo("{\"errorType\":\"A.B\",\"errorMessage\":\"say \\\"x\\\" \\\\ \\u000a\"}");
  }

  private static String line(Report report, int memoryMb, String errorType) {
    FunctionSpec function = FunctionSpec.builder().command("true").memoryMb(memoryMb).build();
    EnvironmentLog lines = new EnvironmentLog(line -> {});
    new PlatformLog(lines, function, InitializationType.ON_DEMAND).end("ID", report, errorType);
    assertThat(lines.lines()).hasSize(2).first().isEqualTo("END RequestId: ID");
    return lines.lines().get(1);
  }
}
