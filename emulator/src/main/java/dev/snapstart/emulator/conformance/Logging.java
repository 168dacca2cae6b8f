package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What becomes of the handler's log, in text, in JSON and in frames. */
final class Logging {

  private static final String FORMAT = "AWS_LAMBDA_LOG_FORMAT";
  private static final String LEVEL = "AWS_LAMBDA_LOG_LEVEL";

  /** Makes descriptor 9 a pipe to the file that the script's name is, and starts the rest. */
  private static final String THROUGH_A_PIPE =
      "mkfifo \"$0.pipe\" && { cat \"$0.pipe\" >\"$0\" & } && exec 9>\"$0.pipe\" && exec \"$@\"";

  private Logging() {}

  static Section section() {
    return new Section(
        "D7",
        "Logging",
        List.of(
            Behaviour.of(
                108,
                "Text: exactly what is logged, without a line feed; null; bytes as they are",
                Logging::logsText),
            Behaviour.of(
                109,
                "Text: [LEVEL] in front, filtered by level; without a level never filtered",
                Logging::filtersByLevel),
            Behaviour.of(
                110,
                "JSON: one object a line with timestamp, message, level, request id, tenant",
                Logging::logsJson),
            Behaviour.of(111, "JSON: the timestamp is UTC, whatever TZ says", Logging::tellsUtc),
            Behaviour.of(112, "JSON: null is logged as text", Logging::logsNull),
            Behaviour.of(
                113, "An unknown level or format: a warning, and the defaults", Logging::warns),
            Behaviour.of(
                114,
                "JSON: an exception of the handler is one record with type, message and frames",
                Logging::logsFailures),
            Behaviour.of(
                115,
                "JSON: System.out and System.err too, long and partial lines whole",
                Logging::wrapsPrintedLines),
            Behaviour.of(
                116,
                "Frames on the telemetry descriptor; a bad number falls back to standard output",
                Logging::writesFrames),
            Behaviour.of(
                117,
                "LambdaRuntime.getLogger() works in a static initializer and in a constructor",
                Logging::logsAtInit),
            Behaviour.of(118, "What is logged before an answer is out before it", Logging::flushes),
            Behaviour.notDriven(
                119,
                "Log4j's %X{AWSRequestId} is filled",
                "log4j would have to be on the class path that the command gives"),
            Behaviour.of(120, "32 threads at once: no torn lines", Logging::tearsNothing)));
  }

  private static void logsText(Bench bench) throws Exception {
    Running running = bench.actions();
    running.answer("log twice");
    running.answer("log null");
    running.answer("log bytes");
    List<String> lines = running.printed();
    Violation.unlessHas("<first><second>", lines);
    Violation.unlessHas("null", lines);
    Violation.unlessHas("<raw \u00e4>", lines);
  }

  private static void filtersByLevel(Bench bench) throws Exception {
    Running running = bench.function("Actions").variable(LEVEL, "WARN").start();
    running.answer("level ERROR it burns\n");
    running.answer("level INFO it rains\n");
    running.answer("log it is\n");
    String log = running.log();
    Violation.unlessContains("[ERROR] it burns", log);
    Violation.unless(!log.contains("it rains"), "nothing below the level", log);
    Violation.unlessContains("it is", log);
  }

  private static Running json(Bench bench) throws Exception {
    return bench.function("Actions").variable(FORMAT, "JSON").start();
  }

  /** The records, of which every line printed must be one. */
  private static List<Map<String, Object>> records(Running running) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (String line : running.printed()) {
      records.add(Running.json(line));
    }
    return records;
  }

  private static Map<String, Object> record(Running running, String message) {
    return records(running).stream()
        .filter(record -> message.equals(record.get("message")))
        .findFirst()
        .orElseThrow(() -> new Violation("a record of \"" + message + "\"", running.printed()));
  }

  private static void logsJson(Bench bench) throws Exception {
    Running running = json(bench);
    running.answer(
        "log special",
        Map.of("Lambda-Runtime-Aws-Request-Id", "id-1", "Lambda-Runtime-Aws-Tenant-Id", "blue"));
    Map<String, Object> record = record(running, "one\ntwo \"quoted\" \\ \t end");
    Violation.unlessEqual("id-1", record.get("AWSRequestId"));
    Violation.unlessEqual("blue", record.get("tenantId"));
    Violation.unless(record.get("timestamp") instanceof String, "a timestamp", record);
    running.answer("level ERROR it burns\n");
    Violation.unlessEqual("ERROR", record(running, "it burns\n").get("level"));
  }

  private static void tellsUtc(Bench bench) throws Exception {
    Running running =
        bench.function("Actions").variable(FORMAT, "JSON").variable("TZ", "Asia/Tokyo").start();
    running.answer("log now");
    String told = String.valueOf(record(running, "now").get("timestamp"));
    Duration apart = Duration.between(Instant.parse(told), Instant.now()).abs();
    Violation.unless(apart.toMinutes() < 5, "the time of now", told);
  }

  private static void logsNull(Bench bench) throws Exception {
    Running running = json(bench);
    running.answer("log null");
    record(running, "null");
  }

  private static void warns(Bench bench) throws Exception {
    Running running =
        bench.function("Actions").variable(LEVEL, "LOUD").variable(FORMAT, "XML").start();
    running.goesOn();
    running.answer("log as ever\n");
    Violation.unlessContains("as ever", running.log());
    running.logged("LOUD");
    running.logged("XML");
  }

  private static void logsFailures(Bench bench) throws Exception {
    Running running = json(bench);
    running.failure("throw runtime");
    List<Map<String, Object>> errors =
        records(running).stream().filter(record -> record.containsKey("errorType")).toList();
    Violation.unlessEqual(1, errors.size());
    Map<String, Object> error = errors.get(0);
    Violation.unlessEqual("java.lang.IllegalArgumentException", error.get("errorType"));
    Violation.unlessEqual("no such order", error.get("errorMessage"));
    Violation.unlessEqual("ERROR", error.get("level"));
    Violation.unless(error.get("stackTrace") instanceof List<?>, "a list of frames", error);
  }

  private static void wrapsPrintedLines(Bench bench) throws Exception {
    Running running = json(bench);
    String text = "y".repeat(1_000_000);
    running.answer("print " + text, Map.of("Lambda-Runtime-Aws-Request-Id", "id-2"));
    Violation.unlessEqual("id-2", record(running, text).get("AWSRequestId"));
    record(running, "to stderr: " + text);
    running.answer("print-parts");
    record(running, "one line");
  }

  private static void writesFrames(Bench bench) throws Exception {
    Undrivable.unlessThere("sh", "mkfifo", "cat");
    Path file = bench.taskRoots().empty().resolve("frames");
    Running running =
        bench
            .function("Actions")
            .variable("_LAMBDA_TELEMETRY_LOG_FD", "9")
            .startedBy("sh", "-c", THROUGH_A_PIPE, file.toString())
            .start();
    running.answer("log framed \u00e4");
    ByteBuffer frames = ByteBuffer.wrap(frames(file, 16 + "framed ".length() + 2));
    expectFrame(frames, "framed \u00e4");
    Violation.unlessEqual(0, frames.remaining());
    for (String bad : List.of("x", "77")) {
      Running fallen = bench.function("Actions").variable("_LAMBDA_TELEMETRY_LOG_FD", bad).start();
      fallen.answer("log unframed\n");
      fallen.logged("unframed");
    }
  }

  private static void expectFrame(ByteBuffer frames, String expected) {
    int type = frames.getInt();
    Violation.unlessEqual(0xa55a, type >>> 16);
    Violation.unlessEqual("text", (type & 1) == 1 ? "text" : "JSON");
    byte[] message = new byte[frames.getInt()];
    long micros = frames.getLong();
    Violation.unless((type & 2) == 0 || micros > 0, "a time where one is told of", micros);
    frames.get(message);
    Violation.unlessEqual(expected, new String(message, StandardCharsets.UTF_8));
  }

  /** What has come through the pipe, as soon as that much has. */
  private static byte[] frames(Path file, int bytes) throws IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    while (!Files.exists(file) || Files.size(file) < bytes) {
      Violation.unless(
          System.nanoTime() < until,
          "a frame on the descriptor",
          Files.exists(file) ? Files.size(file) + " bytes" : "nothing");
      Thread.sleep(10);
    }
    return Files.readAllBytes(file);
  }

  private static void logsAtInit(Bench bench) throws Exception {
    Running running = bench.function("LogsAtInit").start();
    Violation.unlessContains("from the static initializer", running.log());
    Violation.unlessContains("from the constructor", running.log());
    running.goesOn();
  }

  /** The answer is held on its way, so that what comes after it cannot be meant. */
  private static void flushes(Bench bench) throws Exception {
    Running running =
        bench
            .function("Actions")
            .fault(Endpoint.RESPONSE, 1, new Fault.Delayed(Duration.ofSeconds(2)))
            .start();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<String> answer = thread.submit(() -> running.answer("log before the answer\n"));
      long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (running.requests("/response").isEmpty() && System.nanoTime() < until) {
        Thread.sleep(10);
      }
      List<String> lines = running.printed();
      Violation.unlessHas("before the answer", lines);
      answer.get();
    } finally {
      thread.shutdownNow();
    }
  }

  private static void tearsNothing(Bench bench) throws Exception {
    Running running = bench.actions();
    running.answer("log storm");
    List<String> lines = running.printed();
    long whole = lines.stream().filter(line -> line.matches("<storm ([A-Z])\\1{199}>")).count();
    Violation.unlessEqual(640L, whole);
  }
}
