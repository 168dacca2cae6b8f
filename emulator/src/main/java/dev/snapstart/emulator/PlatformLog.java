package dev.snapstart.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the platform says in the log of one environment, as text or as JSON. The lines stand in
 * {@code platform-log.properties}; here are their values. Safe for use by many threads.
 */
final class PlatformLog {

  private static final Properties LINES = lines();
  private static final String RUNTIME_VERSION = "provided:al2023.emulator";
  private static final String RUNTIME_ARN =
      "arn:aws:lambda:" + EnvironmentVariables.REGION + "::runtime:emulator";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final EnvironmentLog log;
  private final EnvironmentClock clock = new EnvironmentClock();
  private final FunctionSpec spec;
  private final InitializationType type;
  private final String phase;
  private final boolean json;
  private final Map<String, String> common = new HashMap<>();

  /** For an environment that is to be initialized as always. */
  PlatformLog(EnvironmentLog log, FunctionSpec spec, InitializationType type) {
    this(log, spec, type, type == InitializationType.SNAP_START ? "snap-start" : "init");
  }

  private PlatformLog(
      EnvironmentLog log, FunctionSpec spec, InitializationType type, String phase) {
    this.log = log;
    this.spec = spec;
    this.type = type;
    this.phase = phase;
    this.json = "JSON".equalsIgnoreCase(spec.environment().get("AWS_LAMBDA_LOG_FORMAT"));
    common.put("runtimeVersion", RUNTIME_VERSION);
    common.put("runtimeVersionArn", RUNTIME_ARN);
    common.put("initializationType", type.value());
    common.put("phase", phase);
    common.put("functionName", spec.name());
    common.put("functionVersion", spec.version());
    common.put("memorySizeMB", Integer.toString(spec.memoryMb()));
    common.put("timeout", PlatformError.seconds(spec.timeout()));
  }

  private static Properties lines() {
    try (InputStream in = PlatformLog.class.getResourceAsStream("platform-log.properties")) {
      if (in == null) {
        throw new IllegalStateException("there is no platform-log.properties in this build");
      }
      Properties lines = new Properties();
      lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for an environment whose init is repeated within an invocation. */
  PlatformLog atInvoke() {
    return new PlatformLog(log, spec, type, "invoke");
  }

  /** An empty one for a clone, whose lines go the same way. */
  PlatformLog forClone() {
    return new PlatformLog(log.forClone(), spec, type, phase);
  }

  /** The clock by which the lines are stamped. */
  EnvironmentClock clock() {
    return clock;
  }

  /** Where all lines are, those of the process too. */
  EnvironmentLog log() {
    return log;
  }

  void initStart() {
    print("initStart", new HashMap<>());
  }

  /** How init ended; a null type is success. */
  void initReport(Duration duration, @Nullable String errorType) {
    Map<String, String> values = outcome(errorType);
    values.put("durationMs", millis(duration));
    if (errorType != null) {
      values.put("failedPhase", phase.equals("invoke") ? phase : "init");
    }
    print("initReport", values);
  }

  void restoreStart() {
    print("restoreStart", new HashMap<>());
  }

  /** How the restore ended; a null type is success. */
  void restoreReport(Duration duration, @Nullable String errorType) {
    Map<String, String> values = outcome(errorType);
    values.put("durationMs", millis(duration));
    print("restoreReport", values);
  }

  void start(String requestId) {
    print("start", of("requestId", requestId));
  }

  void timedOut(String requestId) {
    print("timedOut", of("requestId", requestId));
  }

  void exited(PlatformError error) {
    print("exited", of("message", error.errorMessage()));
  }

  /** The end of an invocation; a null type says that the environment lives on. */
  void end(String requestId, Report report, @Nullable String environmentError) {
    Map<String, String> values = outcome(environmentError);
    values.put("requestId", requestId);
    values.put("durationMs", millis(report.duration()));
    print("end", values);
    values.put("billedDurationMs", Long.toString(report.billedMillis()));
    Integer used = report.maxMemoryUsedMb();
    if (used != null) {
      values.put("maxMemoryUsedMB", used.toString());
    }
    Duration init = report.initDuration();
    if (init != null) {
      values.put("initDurationMs", millis(init));
    }
    Duration restore = report.restoreDuration();
    if (restore != null) {
      values.put("restoreDurationMs", millis(restore));
    }
    Duration billedRestore = report.billedRestoreDuration();
    if (billedRestore != null) {
      values.put("billedRestoreDurationMs", Long.toString(Report.millisRoundedUp(billedRestore)));
    }
    print("report", values);
  }

  private static Map<String, String> of(String name, String value) {
    Map<String, String> values = new HashMap<>();
    values.put(name, value);
    return values;
  }

  private static Map<String, String> outcome(@Nullable String errorType) {
    boolean timeout = PlatformError.TIMEOUT.equals(errorType);
    String failure = timeout ? "timeout" : "error";
    Map<String, String> values = of("status", errorType == null ? "success" : failure);
    if (errorType != null) {
      values.put("failure", failure);
      if (!timeout) {
        values.put("failureType", errorType);
      }
    }
    return values;
  }

  private String millis(Duration duration) {
    return String.format(Locale.ROOT, json ? "%.3f" : "%.2f", duration.toNanos() / 1e6);
  }

  private void print(String event, Map<String, String> values) {
    String template = LINES.getProperty(event + (json ? ".json" : ".text"));
    if (template != null) {
      values.putAll(common);
      values.put("time", TIME.format(clock.now()));
      if (json) {
        values.replaceAll((name, value) -> escaped(value));
      }
      String line = new LogTemplate(template).with(values);
      if (!line.isEmpty()) {
        log.platform(line);
      }
    }
  }

  private static String escaped(String value) {
    String quoted = PlatformError.quoted(value);
    return quoted.substring(1, quoted.length() - 1);
  }
}
