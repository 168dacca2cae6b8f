package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {

  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final TimeZone realZone = TimeZone.getDefault();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final InvocationScope scope = new ProcessScope();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void catchTheConsole() {
    System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveTheConsoleBack() {
    System.setOut(realOut);
    System.setErr(realErr);
    TimeZone.setDefault(realZone);
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  void writesMessagesAsTheyAreInTextMode() {
    LambdaLogger logger = logger();
    logger.log("a");
    logger.log((String) null);
    logger.log(new byte[] {'b', '\n'});
    assertThat(text()).isEqualTo("anullb\n");
  }

  @Test
  void namesAndFiltersLevelsButNeverAMessageWithoutOne() {
    environment.put("AWS_LAMBDA_LOG_LEVEL", "warn");
    LambdaLogger logger = logger();
    logger.log("always\n");
    logger.log("hidden\n", LogLevel.INFO);
    logger.log("shown\n", LogLevel.ERROR);
    logger.log("hidden\n".getBytes(StandardCharsets.US_ASCII), LogLevel.DEBUG);
    assertThat(text()).isEqualTo("always\n[ERROR] shown\n");
  }

  @Test
  void warnsOfALevelAndAFormatThatItDoesNotKnow() {
    environment.put("AWS_LAMBDA_LOG_LEVEL", "LOUD");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "XML");
    List<String> warnings = new ArrayList<>();
    LogSettings settings = LogSettings.from(environment, warnings);
    assertThat(settings.json()).isFalse();
    assertThat(settings.threshold()).isEqualTo(LogSettings.INFO);
    assertThat(warnings)
        .containsExactlyInAnyOrder(
            "cannot use environment variable AWS_LAMBDA_LOG_LEVEL: found \"LOUD\", expected TRACE,"
                + " DEBUG, INFO, WARN, ERROR or FATAL; using INFO [RUNTIME_BAD_VARIABLE]",
            "cannot use environment variable AWS_LAMBDA_LOG_FORMAT: found \"XML\", expected JSON or"
                + " Text; using Text [RUNTIME_BAD_VARIABLE]");
  }

  @Test
  void writesOneObjectALineInJsonMode() throws IOException {
    environment.put("AWS_LAMBDA_LOG_FORMAT", "json");
    LambdaLogger logger = logger();
    scope.begin(new Invocation("id-1", 0, null, null, null, null, "tenant", new byte[0]));
    logger.log("two\n\"lines\"", LogLevel.WARN);
    scope.end();
    logger.log((String) null);
    assertThat(records()).hasSize(2);
    assertThat(records().get(0))
        .containsEntry("level", "WARN")
        .containsEntry("message", "two\n\"lines\"")
        .containsEntry("AWSRequestId", "id-1")
        .containsEntry("tenantId", "tenant")
        .containsKey("timestamp");
    assertThat(records().get(1))
        .containsEntry("message", "null")
        .doesNotContainKeys("AWSRequestId", "tenantId");
  }

  @Test
  void tellsTheTimeInUtcWhateverTheTimeZone() throws IOException {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    logger().log("now");
    Instant logged = Instant.parse((String) records().get(0).get("timestamp"));
    assertThat(Duration.between(logged, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
    assertThat(UtcTime.of(1_700_000_000_007L)).isEqualTo("2023-11-14T22:13:20.007Z");
    assertThat(UtcTime.of(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
  }

  @Test
  void describesAFailureInOneRecord() throws IOException {
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    lines().print("it failed", new IllegalStateException("no", new IOException("disk")));
    assertThat(records()).hasSize(1);
    assertThat(records().get(0))
        .containsEntry("level", "ERROR")
        .containsEntry("message", "it failed")
        .containsEntry("errorType", "java.lang.IllegalStateException")
        .containsEntry("errorMessage", "no");
    assertThat((List<?>) records().get(0).get("stackTrace"))
        .anyMatch("Caused by: java.io.IOException: disk"::equals);
  }

  @Test
  void makesRecordsOfAllThatIsPrintedInJsonMode() throws Exception {
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    LogLines log = lines();
    log.install();
    System.out.print("first ");
    System.out.flush();
    Thread other = new Thread(() -> System.out.println("from another thread"));
    other.start();
    other.join();
    System.out.println("line");
    System.err.println("bad\r");
    System.out.println("{\"own\":\"object\"}");
    System.out.println("{no object}");
    System.out.println("x".repeat(1_000_000));
    System.out.print("without an end");
    log.flush();
    assertThat(records())
        .extracting(record -> record.getOrDefault("message", record.get("own")))
        .containsExactly(
            "from another thread",
            "first line",
            "bad",
            "object",
            "{no object}",
            "x".repeat(1_000_000),
            "without an end");
    assertThat(records().get(1)).containsEntry("level", "INFO");
    assertThat(records().get(2)).containsEntry("level", "ERROR");
  }

  @Test
  void makesARecordOfWhatEndsAThreadInJsonMode() throws Exception {
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    lines().install();
    Thread doomed =
        new Thread(
            () -> {
              throw new IllegalStateException("oops");
            },
            "doomed");
    doomed.start();
    doomed.join();
    assertThat(records()).hasSize(1);
    assertThat(records().get(0))
        .containsEntry("message", "thread \"doomed\" ended with an exception")
        .containsEntry("errorMessage", "oops");
  }

  @Test
  void neverTearsRecordsOfManyThreads() throws Exception {
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    LambdaLogger logger = logger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String message = "m".repeat(100 + i);
      Thread thread =
          new Thread(() -> {
            for (int n = 0; n < 100; n++) {
              logger.log(message);
            }
          });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(records()).hasSize(3200).allMatch(record -> record.containsKey("message"));
  }

  @Test
  void framesRecordsForTheTelemetryDescriptor(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("frames"));
    LogFrames frames = LogFrames.at(file.toString());
    long before = System.currentTimeMillis() * 1000;
    assertThat(frames.write(LogSettings.WARN, true, "hello".getBytes(StandardCharsets.US_ASCII)))
        .isTrue();
    ByteBuffer frame = ByteBuffer.wrap(Files.readAllBytes(file));
    assertThat(frame.getInt()).isEqualTo(0xa55a0000 | 4 << 2 | 1 << 1);
    assertThat(frame.getInt()).isEqualTo(5);
    assertThat(frame.getLong()).isBetween(before, System.currentTimeMillis() * 1000 + 1000);
    assertThat(frame.remaining()).isEqualTo(5);
  }

  @Test
  void fallsBackToTheConsoleWhenThereIsNoSuchDescriptor() {
    environment.put("_LAMBDA_TELEMETRY_LOG_FD", "4711");
    logger().log("a");
    environment.put("_LAMBDA_TELEMETRY_LOG_FD", "three");
    logger().log("b");
    assertThat(text()).isEqualTo("ab");
  }

  private LogLines lines() {
    return new LogLines(LogSettings.from(environment, new ArrayList<>()), scope);
  }

  private LambdaLogger logger() {
    return new HandlerLogger(lines());
  }

  private String text() {
    return console.toString(StandardCharsets.UTF_8);
  }

  private List<Map<String, Object>> records() throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (String line : text().split("\n")) {
      records.add(JSON.std.mapFrom(line));
    }
    return records;
  }
}
