package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults.Endpoint;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the Runtime API says to an answer, and what the runtime makes of it. */
final class Answers {

  private static final int LIMIT = 6_291_556;

  private Answers() {}

  static Section section() {
    return new Section(
        "D3",
        "Answers that fail, and limits",
        List.of(
            Behaviour.of(
                47,
                "The largest answer is taken; one byte more is 413, logged with both sizes, no error",
                Answers::knowsTheLimit),
            Behaviour.notDriven(
                48,
                "An answer known to be too large may be reported without sending it",
                "a choice, not a duty; 47 covers what must be seen of it"),
            Behaviour.of(
                49,
                "400 for an answer: logged, the loop goes on",
                bench -> goesOnAfter(bench, 400)),
            Behaviour.of(
                50,
                "403 for an answer: logged, the loop goes on",
                bench -> goesOnAfter(bench, 403)),
            Behaviour.of(
                51,
                "202 before the body is sent; 413 and a close while it is written",
                Answers::takesAnEarlyAnswer),
            Behaviour.of(
                52,
                "500 for an answer: the process ends in failure",
                Answers::endsAfterAServerError),
            Behaviour.of(
                53,
                "410 for an answer that is late: logged, the loop goes on",
                bench -> goesOnAfter(bench, 410)),
            Behaviour.of(
                54,
                "The network fails under an answer: one error at most, no second answer",
                Answers::answersOnce),
            Behaviour.of(
                55,
                "500 for an error: the process ends in failure and says why",
                Answers::endsWhenErrorsCannotBeTold),
            Behaviour.of(
                56,
                "A huge error stays below 1 MiB and is JSON; its X-Ray header below 64 KiB",
                Answers::cutsHugeErrors),
            Behaviour.of(
                57,
                "Line breaks and quotes in a message: right in the JSON, never in a header",
                Answers::keepsMessagesOutOfHeaders)));
  }

  private static void knowsTheLimit(Bench bench) throws Exception {
    Running running = bench.actions();
    Violation.unlessEqual(LIMIT, running.answer("size " + LIMIT).length());
    InvocationResult result = running.failure("size " + (LIMIT + 1));
    Violation.unlessEqual("Function.ResponseSizeTooLarge", result.errorType());
    running.goesOn();
    Violation.unlessEqual(List.of(), running.requests("/error"));
    running.logged(Integer.toString(LIMIT), Integer.toString(LIMIT + 1));
  }

  private static void goesOnAfter(Bench bench, int status) throws Exception {
    Running running =
        bench.function("Actions").fault(Endpoint.RESPONSE, 1, new Fault.Answered(status)).start();
    running.invoke("echo a", Map.of("Lambda-Runtime-Aws-Request-Id", "some-id"));
    running.goesOn();
    running.logged(Integer.toString(status));
  }

  private static void takesAnEarlyAnswer(Bench bench) throws Exception {
    Running accepted =
        bench.function("Actions").fault(Endpoint.RESPONSE, 1, new Fault.AcceptedEarly()).start();
    Violation.unlessEqual(2_000_000, accepted.answer("size 2000000").length());
    accepted.goesOn();
    Running refused =
        bench.function("Actions").fault(Endpoint.RESPONSE, 1, new Fault.AnsweredEarly(413)).start();
    // the platform of this suite has seen no answer, so it gives the event out again
    Violation.unlessEqual(6_000_000, refused.answer("size 6000000").length());
    refused.goesOn();
    Violation.unlessEqual(List.of(), refused.requests("/error"));
    refused.logged("413");
  }

  private static void endsAfterAServerError(Bench bench) throws Exception {
    Running running =
        bench.function("Actions").fault(Endpoint.RESPONSE, 1, new Fault.Answered(500)).start();
    running.invoke("echo a");
    running.endsInFailure();
  }

  private static void answersOnce(Bench bench) throws Exception {
    Running taken =
        bench.function("Actions").fault(Endpoint.RESPONSE, 1, new Fault.HungUpAfter()).start();
    Violation.unlessEqual("a", taken.answer("echo a"));
    expectFewPosts(taken);
    Running lost =
        bench.function("Actions").fault(Endpoint.RESPONSE, 1, new Fault.HungUp()).start();
    InvocationResult result = lost.invoke("echo a");
    Violation.unless(
        result.text().equals("a") || !"Sandbox.Timedout".equals(result.errorType()),
        "an answer, an error, or the end of the process",
        result);
    expectFewPosts(lost);
  }

  /** An answer, that answer again, an error: whatever comes after it is one too many. */
  private static void expectFewPosts(Running running) throws InterruptedException {
    int answers = running.requests("/response").size();
    int errors = running.requests("/error").size();
    Violation.unless(
        answers <= 2 && errors <= 1,
        "two attempts to answer and one error at most",
        answers + " and " + errors);
    if (running.isAlive()) {
      running.goesOn();
    }
  }

  private static void endsWhenErrorsCannotBeTold(Bench bench) throws Exception {
    Running running =
        bench.function("Actions").fault(Endpoint.ERROR, 1, new Fault.Answered(500)).start();
    running.invoke("throw runtime");
    running.endsInFailure();
    running.logged("500");
  }

  private static void cutsHugeErrors(Bench bench) throws Exception {
    Running running = bench.actions();
    Map<String, Object> error = running.error("throw huge");
    Violation.unlessEqual("java.lang.IllegalStateException", error.get("errorType"));
    RecordedRequest request = running.request("/error");
    Violation.unless(
        request.bodyLength() < 1024 * 1024, "a body below 1 MiB", request.bodyLength());
    String cause = request.headers().getOrDefault("Lambda-Runtime-Function-XRay-Error-Cause", "");
    int length = cause.getBytes(StandardCharsets.UTF_8).length;
    Violation.unless(length <= 64 * 1024, "a header of 64 KiB at most", length);
    running.goesOn();
  }

  private static void keepsMessagesOutOfHeaders(Bench bench) throws Exception {
    Running running = bench.actions();
    Map<String, Object> error = running.error("throw special");
    Violation.unlessEqual(
        "a \"b\"\r\nX-Injected: yes\r\n\r\n\u00e4 \ud83d\ude00", error.get("errorMessage"));
    RecordedRequest request = running.request("/error");
    Violation.unless(
        !request.headers().containsKey("X-Injected"), "no header of the message", request);
    Violation.unlessEqual(
        "Runtime.UserException", request.headers().get("Lambda-Runtime-Function-Error-Type"));
    running.goesOn();
  }
}
