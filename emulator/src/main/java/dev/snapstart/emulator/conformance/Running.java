package dev.snapstart.emulator.conformance;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A function that waits for its invocations. Safe for use by many threads. */
final class Running {

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Environment environment;

  Running(Environment environment) {
    this.environment = environment;
  }

  Environment environment() {
    return environment;
  }

  InvocationResult invoke(String event) throws InterruptedException {
    return environment.invoke(event.getBytes(StandardCharsets.UTF_8));
  }

  InvocationResult invoke(String event, Map<String, String> headers) throws InterruptedException {
    return environment.invoke(event.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** The answer to an event, which must be none that tells of a failure. */
  String answer(String event) throws InterruptedException {
    return succeeded(event, invoke(event));
  }

  String answer(String event, Map<String, String> headers) throws InterruptedException {
    return succeeded(event, invoke(event, headers));
  }

  /** The function works, still or again. */
  Running goesOn() throws InterruptedException {
    Violation.unless(isAlive(), "a process that goes on", "its end after " + printed());
    Violation.unlessEqual("still here", answer("echo still here"));
    return this;
  }

  /** The failure of an invocation, which must not succeed. */
  InvocationResult failure(String event) throws InterruptedException {
    InvocationResult result = invoke(event);
    Violation.unless(
        result.functionError() != null, "an error for the event " + event, result.text());
    return result;
  }

  /** The error JSON of an invocation, which must not succeed. */
  Map<String, Object> error(String event) throws InterruptedException {
    return json(String.valueOf(failure(event).errorPayload()));
  }

  static Map<String, Object> json(String text) {
    try {
      return JSON.std.mapFrom(text);
    } catch (IOException e) {
      throw new Violation("a JSON object", text);
    }
  }

  boolean isAlive() {
    return environment.isAlive();
  }

  /** The exit status of a process that ends by itself. */
  int exitStatus() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (environment.isAlive() && System.nanoTime() < until) {
      Thread.sleep(10);
    }
    Violation.unless(!environment.isAlive(), "an end of the process", "a process that still runs");
    return environment.stop();
  }

  void endsInFailure() throws InterruptedException {
    int status = exitStatus();
    Violation.unless(status != 0, "an exit status other than 0", status);
  }

  List<String> lines() {
    return environment.logLines();
  }

  /** The lines without those of the platform. */
  List<String> printed() {
    return environment.printedLines().stream()
        .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
        .toList();
  }

  /** All that was printed. */
  String log() {
    return String.join("\n", printed());
  }

  /** One line tells of all that. */
  void logged(String... parts) {
    Violation.unless(
        printed().stream().anyMatch(line -> Arrays.stream(parts).allMatch(line::contains)),
        "a line with " + String.join(" and ", parts),
        log());
  }

  /** The requests whose paths end so. */
  List<RecordedRequest> requests(String pathEnd) {
    return environment.requests().stream()
        .filter(request -> request.path().endsWith(pathEnd))
        .toList();
  }

  /** The one request whose path ends so. */
  RecordedRequest request(String pathEnd) {
    List<RecordedRequest> found = requests(pathEnd);
    Violation.unless(found.size() == 1, "one request to …" + pathEnd, found.size());
    return found.get(0);
  }

  private static String succeeded(String event, InvocationResult result) {
    String shown = event.length() <= 80 ? event : event.substring(0, 80) + "...";
    Violation.unless(
        result.functionError() == null, "an answer to the event " + shown, result.errorPayload());
    return result.text();
  }
}
