package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.RecordedRequest;
import dev.snapstart.emulator.conformance.Behaviour.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What handlers do wrong, and what they leave behind. */
final class HandlerFailures {

  private static final String CAUSE = "Lambda-Runtime-Function-XRay-Error-Cause";

  private HandlerFailures() {}

  static Section section() {
    return new Section(
        "D4",
        "Handler failures",
        List.of(
            Behaviour.of(
                58,
                "An exception: error with type, message and the user's frames; the process goes on",
                HandlerFailures::reportsAnException),
            Behaviour.of(
                59,
                "An exception without a message has its class name for one",
                raises("silent", "java.lang.IllegalArgumentException", "IllegalArgumentException")),
            Behaviour.of(
                60,
                "A checked exception is reported as it is, also from a method handler",
                HandlerFailures::reportsCheckedExceptions),
            Behaviour.of(
                61,
                "Of causes and suppressed exceptions the log tells all",
                HandlerFailures::tellsOfCauses),
            Behaviour.of(
                62,
                "A cause that goes in circles",
                raises("cyclic", "java.lang.IllegalStateException", "and round")),
            Behaviour.of(
                63,
                "An exception whose own methods throw is reported still",
                bench -> reported(bench, "hostile")),
            Behaviour.of(
                64,
                "Nested and anonymous classes by their binary names",
                HandlerFailures::namesNestedClasses),
            Behaviour.of(
                65,
                "AssertionError, NoClassDefFoundError, ThreadDeath: reported, the process goes on",
                HandlerFailures::goesOnAfterErrors),
            Behaviour.of(
                66,
                "StackOverflowError, OutOfMemoryError, InternalError, IOError: reported, then the process ends",
                HandlerFailures::reportsFatalErrors),
            Behaviour.of(
                67,
                "exit and halt end the process with their status, without another next",
                HandlerFailures::letsTheHandlerExit),
            Behaviour.of(
                68,
                "An interrupt flag that is left set is cleared, after success and failure",
                HandlerFailures::clearsTheInterrupt),
            Behaviour.of(
                69,
                "A thread of the handler that throws: a trace in the log, the loop goes on",
                bench -> leaves(bench, "thread", "thread of the handler failed")),
            Behaviour.of(
                70,
                "A handler that closes System.out: the loop goes on",
                bench -> leaves(bench, "close-output", "last words")),
            Behaviour.of(
                71,
                "Streams closed twice, written to after the end: the next invocation is unharmed",
                HandlerFailures::survivesClosedStreams),
            Behaviour.of(
                72,
                "A thread that writes on after the end spoils no later answer",
                HandlerFailures::dropsLateBytes),
            Behaviour.of(
                73,
                "A result that cannot be written: an error that says where, no half answer",
                HandlerFailures::reportsBadResults),
            Behaviour.of(
                74,
                "An event that does not fit: an error that says why, the handler is not called",
                HandlerFailures::reportsBadEvents),
            Behaviour.of(
                75,
                "Cut, deep, long and doubled JSON: an error or a result, the process goes on",
                HandlerFailures::survivesOddJson),
            Behaviour.of(
                76,
                "The X-Ray header is JSON: directory, exceptions with frames, paths once each",
                HandlerFailures::tellsXRay)));
  }

  private static void reportsAnException(Bench bench) throws Exception {
    Running running = bench.actions();
    InvocationResult result = running.failure("throw runtime");
    Violation.unlessEqual("Runtime.UserException", result.errorType());
    Map<String, Object> error = Running.json(String.valueOf(result.errorPayload()));
    Violation.unlessEqual("no such order", error.get("errorMessage"));
    Violation.unlessEqual("java.lang.IllegalArgumentException", error.get("errorType"));
    List<?> frames = frames(error);
    Violation.unlessContains("Failures.raise", String.valueOf(frames.get(0)));
    Violation.unlessContains(
        "Actions.handleRequest", String.valueOf(frames.get(frames.size() - 1)));
    running.goesOn();
  }

  private static Check raises(String what, String type, String message) {
    return bench -> {
      Map<String, Object> error = reported(bench, what);
      Violation.unlessEqual(type, error.get("errorType"));
      Violation.unlessContains(message, String.valueOf(error.get("errorMessage")));
    };
  }

  private static Map<String, Object> reported(Bench bench, String what) throws Exception {
    Running running = bench.actions();
    Map<String, Object> error = running.error("throw " + what);
    Violation.unlessEqual(1, running.requests("/error").size());
    running.goesOn();
    return error;
  }

  private static void reportsCheckedExceptions(Bench bench) throws Exception {
    raises("checked", "java.io.IOException", "disk is gone").run(bench);
    Running method = bench.function("Methods::failing").start();
    Violation.unlessEqual("java.io.IOException", method.error("\"a\"").get("errorType"));
  }

  private static void tellsOfCauses(Bench bench) throws Exception {
    Running running = bench.actions();
    Violation.unlessEqual("top", running.error("throw caused").get("errorMessage"));
    String log = running.log();
    Violation.unlessContains("the cause", log);
    Violation.unlessContains("the suppressed", log);
  }

  private static void namesNestedClasses(Bench bench) throws Exception {
    String failures = "dev.snapstart.emulator.handlers.Failures$";
    Violation.unlessEqual(failures + "Nested", reported(bench, "nested").get("errorType"));
    Violation.unlessEqual(failures + "1", reported(bench, "anonymous").get("errorType"));
  }

  private static void goesOnAfterErrors(Bench bench) throws Exception {
    raises("assertion", "java.lang.AssertionError", "cannot be").run(bench);
    raises("linkage", "java.lang.NoClassDefFoundError", "com/acme/Gone").run(bench);
    raises("death", "java.lang.ThreadDeath", "").run(bench);
  }

  private static void reportsFatalErrors(Bench bench) throws Exception {
    Map<String, String> errors =
        Map.of(
            "stack", "java.lang.StackOverflowError",
            "memory", "java.lang.OutOfMemoryError",
            "internal", "java.lang.InternalError",
            "ioerror", "java.io.IOError");
    for (Map.Entry<String, String> error : errors.entrySet()) {
      Running running = bench.function("Actions").jvm("-Xmx256m").start();
      Violation.unlessEqual(
          error.getValue(), running.error("throw " + error.getKey()).get("errorType"));
      RecordedRequest request = running.request("/error");
      Violation.unless(
          request.bodyLength() < 1024 * 1024, "a body below 1 MiB", request.bodyLength());
      // with what status is left to the runtime
      running.exitStatus();
    }
  }

  private static void letsTheHandlerExit(Bench bench) throws Exception {
    for (Map.Entry<String, Integer> way : Map.of("exit 3", 3, "halt 4", 4).entrySet()) {
      Running running = bench.actions();
      Violation.unlessEqual("Runtime.ExitError", running.failure(way.getKey()).errorType());
      Violation.unlessEqual(way.getValue(), running.exitStatus());
      Violation.unlessEqual(1, running.requests("/next").size());
    }
  }

  private static void clearsTheInterrupt(Bench bench) throws Exception {
    Running running = bench.actions();
    running.answer("interrupt");
    Violation.unlessEqual("false", running.answer("interrupted"));
    running.failure("throw interrupted");
    Violation.unlessEqual("false", running.answer("interrupted"));
  }

  private static void leaves(Bench bench, String what, String logged) throws Exception {
    Running running = bench.actions();
    running.answer(what);
    Violation.unlessContains(logged, running.log());
    running.answer("log after it");
    running.goesOn();
  }

  private static void survivesClosedStreams(Bench bench) throws Exception {
    Running running = bench.actions();
    Violation.unlessEqual("closed", running.answer("close-streams"));
    Violation.unlessEqual("later", running.answer("write-later"));
    running.goesOn();
  }

  private static void dropsLateBytes(Bench bench) throws Exception {
    Running running = bench.actions();
    running.answer("write-late");
    for (int i = 0; i < 2_000; i++) {
      Violation.unlessEqual("a" + i, running.answer("echo a" + i));
    }
  }

  private static void reportsBadResults(Bench bench) throws Exception {
    Running running = bench.function("Json::out").start();
    Map<String, Object> error = running.error("\"failing\"");
    Violation.unlessContains("price", String.valueOf(error.get("errorMessage")));
    running.failure("\"cyclic\"");
    Violation.unlessEqual(List.of(), running.requests("/response"));
    Violation.unlessEqual("true", running.answer("\"true\""));
  }

  private static void reportsBadEvents(Bench bench) throws Exception {
    Running running = bench.function("Json::bean").start();
    Map<String, Object> error = running.error("{\"name\":\"a\",\"count\":\"many\"}");
    Violation.unlessContains("many", error + running.log());
    Violation.unless(
        !running.log().contains("handler called"), "a handler not called", running.log());
    running.answer("{\"name\":\"a\"}");
  }

  private static void survivesOddJson(Bench bench) throws Exception {
    Running running = bench.function("Json::map").start();
    for (String event :
        List.of(
            "{",
            "{\"a\":",
            "[".repeat(10_000),
            "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            "{\"a\":" + "1".repeat(1_000_000) + "}",
            "{\"a\":1,\"a\":2}",
            "\ufeff{\"a\":1}",
            "{\"a\":1}}",
            "\u0000")) {
      running.invoke(event);
      Violation.unless(running.isAlive(), "a process that goes on", running.log());
    }
    Violation.unlessEqual("\"a=Integer 1\"", running.answer("{\"a\":1}"));
  }

  private static void tellsXRay(Bench bench) throws Exception {
    Running running = bench.actions();
    running.failure("throw special");
    Map<String, Object> cause =
        Running.json(String.valueOf(running.request("/error").headers().get(CAUSE)));
    Violation.unless(
        cause.get("working_directory") instanceof String, "a working directory", cause);
    Map<?, ?> exception = (Map<?, ?>) list(cause, "exceptions").get(0);
    Violation.unlessEqual("java.lang.IllegalStateException", exception.get("type"));
    Violation.unlessContains("X-Injected", String.valueOf(exception.get("message")));
    Map<?, ?> frame = (Map<?, ?>) list(exception, "stack").get(0);
    Violation.unlessEqual("Failures.java", lastPart(frame.get("path")));
    Violation.unless(
        frame.get("line") instanceof Number && frame.get("label") instanceof String,
        "line and label",
        frame);
    List<?> paths = list(cause, "paths");
    Violation.unless(
        !paths.isEmpty() && new HashSet<>(paths).size() == paths.size(), "each path once", paths);
  }

  private static String lastPart(@Nullable Object path) {
    String text = String.valueOf(path);
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private static List<?> frames(Map<String, Object> error) {
    return list(error, "stackTrace");
  }

  private static List<?> list(Map<?, ?> object, String name) {
    if (object.get(name) instanceof List<?> list && !list.isEmpty()) {
      return list;
    }
    throw new Violation("a list \"" + name + "\" with something in it", object);
  }
}
