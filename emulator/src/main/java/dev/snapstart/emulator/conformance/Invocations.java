package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults;
import dev.snapstart.emulator.Faults.Endpoint;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Events that come, and answers that go. */
final class Invocations {

  private static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";

  private Invocations() {}

  static Section section() {
    return new Section(
        "D2",
        "Invocations",
        List.of(
            Behaviour.of(
                31,
                "The answer goes to the very id of the header, whatever it looks like",
                Invocations::answersAnyId),
            Behaviour.of(
                32,
                "An answer is application/json and has a Content-Length",
                Invocations::describesItsAnswer),
            Behaviour.of(
                33,
                "200 invocations: one connection or two, no more threads or descriptors",
                bench -> staysTheSame(bench, 200)),
            Behaviour.of(
                34,
                "A connection that is closed between invocations costs no event",
                Invocations::reconnects),
            Behaviour.of(35, "next has no timeout (seen for 35 s)", Invocations::waits),
            Behaviour.of(
                36,
                "A process that is stopped for 3 s while it waits goes on",
                Invocations::sleeps),
            Behaviour.of(
                37,
                "Events come with a length, in chunks, or byte for byte",
                Invocations::readsAllFramings),
            Behaviour.of(
                38,
                "An event of 6 MiB and 100 bytes is taken",
                bench -> counts(bench.function("Shapes$Count").start(), 6 * 1024 * 1024 + 100)),
            Behaviour.of(
                39,
                "An empty event: a stream at its end; null or a clear error for an object",
                Invocations::takesNothing),
            Behaviour.of(
                40,
                "The event null: the handler is called with null",
                StartUp.answers("Methods::one", "null", "\"one null\"")),
            Behaviour.of(
                41,
                "All of Unicode goes both ways, whatever the JVM's default charset",
                Invocations::keepsCharacters),
            Behaviour.of(42, "null and void are answered with null", Invocations::answersNull),
            Behaviour.of(
                43,
                "Header names in any case, unknown headers, values beyond ASCII",
                Invocations::readsOddHeaders),
            Behaviour.of(
                44,
                "An event without a request id is not handled and not answered",
                Invocations::refusesAnEventWithoutId),
            Behaviour.of(
                45,
                "next answered with 403 or 500: the process ends in failure",
                Invocations::endsWithoutNext),
            Behaviour.of(
                46,
                "An event that is cut off is never handled as it is",
                Invocations::refusesHalfAnEvent)));
  }

  private static void answersAnyId(Bench bench) throws Exception {
    Running running = bench.actions();
    for (String id : List.of("8476a536-e9f4-11e8-9739-2dfe598c3fcd", "1", "a_b~c.d-e", "50%/x y")) {
      Violation.unlessEqual("hello", running.answer("echo hello", Map.of(REQUEST_ID, id)));
    }
  }

  private static void describesItsAnswer(Bench bench) throws Exception {
    Running running = bench.function("Methods::one").start();
    InvocationResult result = running.invoke("\"a\"");
    Violation.unlessContains("application/json", result.contentType());
    RecordedRequest response = running.request("/response");
    Violation.unlessEqual("7", response.headers().get("Content-Length"));
  }

  /** Twice that many invocations; the second half must leave no more than the first. */
  static void staysTheSame(Bench bench, int invocations) throws Exception {
    Running running = bench.actions();
    invokeAll(running, invocations / 2);
    long[] before = vitals(running);
    invokeAll(running, invocations / 2);
    long[] after = vitals(running);
    int connections = running.environment().connectionCount();
    Violation.unless(connections <= 2, "one connection or two", connections);
    Violation.unless(
        after[0] <= before[0] && after[1] <= before[1],
        "no more threads and descriptors than " + Arrays.toString(before),
        Arrays.toString(after));
    Violation.unless(
        after[2] <= before[2] + 2_048,
        "no more KiB of heap than " + before[2] + " and 2 MiB",
        after[2]);
  }

  private static void invokeAll(Running running, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      Violation.unlessEqual("a" + i, running.answer("echo a" + i));
    }
  }

  private static long[] vitals(Running running) throws InterruptedException {
    running.answer("vitals");
    String text = running.answer("vitals").replaceAll("[^0-9,]", "");
    return Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }

  private static void reconnects(Bench bench) throws Exception {
    Running running = bench.actions();
    for (int i = 0; i < 3; i++) {
      running.goesOn();
      // the connection on which it waits for the next event
      running.environment().dropConnections();
    }
    for (int i = 0; i < 3; i++) {
      // and the one that is idle while the handler is at work
      Thread dropping = dropping(running.environment());
      Violation.unlessEqual("left", running.answer("sleep 300"));
      dropping.join();
    }
    for (int i = 0; i < 3; i++) {
      running.goesOn();
    }
    Running closed =
        bench.function("Actions").fault(Endpoint.RESPONSE, 1, new Fault.Closed()).start();
    closed.goesOn().goesOn();
  }

  private static Thread dropping(Environment environment) {
    Thread thread =
        new Thread(() -> {
          try {
            Thread.sleep(100);
            environment.dropConnections();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    thread.start();
    return thread;
  }

  private static void waits(Bench bench) throws Exception {
    Running running = bench.actions();
    int before = running.requests("/next").size();
    Thread.sleep(TimeUnit.SECONDS.toMillis(35));
    Violation.unlessEqual(before, running.requests("/next").size());
    running.goesOn();
  }

  private static void sleeps(Bench bench) throws Exception {
    Running running = bench.actions();
    signal("STOP", running);
    Thread.sleep(TimeUnit.SECONDS.toMillis(3));
    signal("CONT", running);
    running.goesOn();
  }

  static void signal(String name, Running running) throws IOException, InterruptedException {
    Undrivable.unlessThere("kill");
    for (long pid : pids(running)) {
      int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (status != 0) {
        throw new Undrivable("kill -" + name + " failed with status " + status);
      }
    }
  }

  /** The started process and all that it started, for a runtime may be behind a script. */
  static List<Long> pids(Running running) {
    long started = running.environment().pid();
    List<Long> pids = new ArrayList<>(List.of(started));
    ProcessHandle.of(started)
        .ifPresent(process -> process.descendants().forEach(child -> pids.add(child.pid())));
    return pids;
  }

  private static void readsAllFramings(Bench bench) throws Exception {
    for (Fault framing :
        List.of(new Fault.Chunked(7), new Fault.Chunked(4_096), new Fault.Trickled())) {
      counts(bench.function("Shapes$Count").fault(Endpoint.NEXT, 1, framing).start(), 10_000);
    }
    counts(bench.function("Shapes$Count").start(), 10_000);
  }

  private static void counts(Running running, int bytes) throws Exception {
    byte[] event = "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
    InvocationResult result = running.environment().invoke(event);
    Violation.unlessEqual(bytes + " " + 120L * bytes, result.text());
  }

  private static void takesNothing(Bench bench) throws Exception {
    Violation.unlessEqual("0 0", bench.function("Shapes$Count").start().answer(""));
    Running object = bench.function("Methods::one").start();
    InvocationResult result = object.invoke("");
    if (result.functionError() == null) {
      Violation.unlessEqual("\"one null\"", result.text());
    } else {
      Violation.unlessContains("JSON", result.errorPayload());
    }
    Violation.unlessEqual("\"one a\"", object.answer("\"a\""));
  }

  private static void keepsCharacters(Bench bench) throws Exception {
    String text = "\u00e4\u20ac\ud83d\ude00\u2028 and \\u0000";
    for (String charset : List.of("ISO-8859-1", "UTF-8")) {
      String options = "-Dfile.encoding=" + charset;
      Running objects = bench.function("Methods::one").jvm(options).start();
      String answer = objects.answer("\"" + text + "\"");
      Violation.unlessEqual(
          "one \u00e4\u20ac\ud83d\ude00\u2028 and \0",
          Running.json("{\"answer\":" + answer + "}").get("answer"));
      Running streams = bench.function("Shapes$Echo").jvm(options).start();
      Violation.unlessEqual(text, streams.answer(text));
    }
  }

  private static void answersNull(Bench bench) throws Exception {
    Violation.unlessEqual("null", bench.function("Methods::nothing").start().answer("\"a\""));
    Violation.unlessEqual("null", bench.function("Methods::nullText").start().answer("\"a\""));
  }

  private static void readsOddHeaders(Bench bench) throws Exception {
    Running running = bench.actions();
    Map<String, String> odd =
        Map.of(
            "lambda-runtime-aws-request-id", "lower-case",
            "LAMBDA-RUNTIME-TRACE-ID", "Root=1-upper",
            "X-Unknown", "\u00e4\u00f6 \u20ac",
            "Lambda-Runtime-Something-New", "");
    String context = running.answer("context", odd);
    Violation.unlessContains("\"id\":\"lower-case\"", context);
    Violation.unlessEqual(
        "Root=1-upper", running.answer("property com.amazonaws.xray.traceHeader", odd));
  }

  private static void refusesAnEventWithoutId(Bench bench) throws Exception {
    Running running = bench.function("Actions").timeout(Duration.ofSeconds(3)).start();
    InvocationResult result = running.invoke("print handled", Map.of(REQUEST_ID, ""));
    Violation.unless(result.functionError() != null, "no answer", result.text());
    Violation.unless(!running.log().contains("handled"), "a handler not called", running.log());
    List<String> posts =
        running.environment().requests().stream()
            .filter(request -> request.method().equals("POST"))
            .map(RecordedRequest::path)
            .toList();
    Violation.unlessEqual(List.of(), posts);
    Violation.unless(
        !running.printed().isEmpty(), "a line in the log that says why", running.log());
  }

  private static void endsWithoutNext(Bench bench) throws Exception {
    for (int status : List.of(403, 500)) {
      Faults faults = Faults.none();
      for (int count = 2; count <= 200; count++) {
        faults = faults.at(Endpoint.NEXT, count, new Fault.Answered(status));
      }
      Running running = bench.function("Actions").faults(faults).start();
      Violation.unlessEqual("a", running.invoke("echo a").text());
      running.endsInFailure();
      int requests = running.requests("/next").size();
      Violation.unless(requests <= 12, "a few requests at most", requests);
    }
  }

  private static void refusesHalfAnEvent(Bench bench) throws Exception {
    Running running =
        bench.function("Shapes$Count").fault(Endpoint.NEXT, 1, new Fault.Truncated(5_000)).start();
    InvocationResult result =
        running.environment().invoke("x".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
    if (result.functionError() == null) {
      Violation.unlessEqual("10000 1200000", result.text());
    } else {
      running.endsInFailure();
    }
  }
}
