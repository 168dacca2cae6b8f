package dev.snapstart.emulator;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The platform's log lines, as they stand in CloudWatch: fields are separated by TAB, one TAB
 * follows the last field of REPORT. After the page "Monitoring for Lambda SnapStart" and real logs.
 */
final class PlatformLog {

  private static final String RUNTIME =
      "Runtime Version: provided:al2023.emulator\t"
          + "Runtime Version ARN: arn:aws:lambda:"
          + EnvironmentVariables.REGION
          + "::runtime:emulator";

  private PlatformLog() {}

  static String initStart() {
    return "INIT_START " + RUNTIME;
  }

  static String restoreStart() {
    return "RESTORE_START " + RUNTIME;
  }

  /** How init or restore ended; a null type is success. */
  static String phaseReport(Phase phase, Duration duration, @Nullable String errorType) {
    boolean init = phase == Phase.INIT;
    String line =
        (init ? "INIT_REPORT Init Duration: " : "RESTORE_REPORT Restore Duration: ")
            + millis(duration);
    if (errorType == null) {
      return line;
    }
    return line + (init ? "\tPhase: init\t" : "\t") + status(errorType);
  }

  static String start(String requestId, String version) {
    return "START RequestId: " + requestId + " Version: " + version;
  }

  static String end(String requestId) {
    return "END RequestId: " + requestId;
  }

  static String timedOut(String requestId, Duration timeout) {
    return requestId + " Task timed out after " + PlatformError.seconds(timeout);
  }

  static String exited(PlatformError error) {
    return error.errorMessage();
  }

  /** The end of an invocation; a null type says that the environment lives on. */
  static String report(
      String requestId, Report report, int memoryMb, @Nullable String environmentError) {
    StringBuilder line = new StringBuilder("REPORT RequestId: ").append(requestId).append('\t');
    line.append("Duration: ").append(millis(report.duration())).append('\t');
    line.append("Billed Duration: ").append(report.billedMillis()).append(" ms\t");
    line.append("Memory Size: ").append(memoryMb).append(" MB\t");
    Integer used = report.maxMemoryUsedMb();
    if (used != null) {
      line.append("Max Memory Used: ").append(used).append(" MB\t");
    }
    Duration init = report.initDuration();
    if (init != null) {
      line.append("Init Duration: ").append(millis(init)).append('\t');
    }
    Duration restore = report.restoreDuration();
    if (restore != null) {
      line.append("Restore Duration: ").append(millis(restore)).append('\t');
    }
    Duration billedRestore = report.billedRestoreDuration();
    if (billedRestore != null) {
      line.append("Billed Restore Duration: ")
          .append(Report.millisRoundedUp(billedRestore))
          .append(" ms\t");
    }
    if (environmentError != null) {
      line.append(status(environmentError)).append('\t');
    }
    return line.toString();
  }

  static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.2f ms", duration.toNanos() / 1e6);
  }

  private static String status(String errorType) {
    return errorType.equals(PlatformError.TIMEOUT)
        ? "Status: timeout"
        : "Status: error\tError Type: " + errorType;
  }
}
