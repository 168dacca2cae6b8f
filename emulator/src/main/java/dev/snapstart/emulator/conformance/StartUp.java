package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.Faults;
import dev.snapstart.emulator.RecordedRequest;
import dev.snapstart.emulator.conformance.Behaviour.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to its first request, and how it finds its handler. */
final class StartUp {

  private static final String FUNCTIONS = "dev.snapstart.emulator.handlers.";

  private StartUp() {}

  static Section section() {
    List<Behaviour> all = new ArrayList<>(behaviours());
    all.addAll(ClassPaths.behaviours());
    return new Section("D1", "Start-up and handler resolution", all);
  }

  private static List<Behaviour> behaviours() {
    return List.of(
        Behaviour.of(
            1,
            "The handler is the argument, without one _HANDLER; with neither, init fails and says so",
            StartUp::findsTheHandlersName),
        Behaviour.of(
            2,
            "Without AWS_LAMBDA_RUNTIME_API: a message that names the variable, an end in failure",
            StartUp::missesTheRuntimeApi),
        Behaviour.of(
            3,
            "A Runtime API that refuses connections for 300 ms: the first event still comes",
            bench ->
                bench
                    .function("Actions")
                    .faults(Faults.none().refusingFor(Duration.ofMillis(300)))
                    .start()
                    .goesOn()),
        Behaviour.of(
            4,
            "The first request is GET next, without a body, with a User-Agent",
            StartUp::asksFirst),
        Behaviour.of(
            5,
            "Class not found: one clear error that names it, at init or at each invocation",
            bench -> bench.function("Nowhere").refusal().names("Nowhere")),
        Behaviour.of(
            6,
            "Method not found: one clear error that names it",
            bench -> bench.function("Methods::nowhere").refusal().names("nowhere")),
        Behaviour.of(
            7,
            "Handlers that cannot be read (::m, C::, C::m::n, blanks): a clear error",
            StartUp::refusesUnreadableNames),
        Behaviour.of(
            8,
            "A constructor that throws: init/error with its message, end, no next",
            bench -> failsAtInit(bench, "Broken$InConstructor", "no table")),
        Behaviour.of(
            9,
            "A static initializer that throws: init/error, end, no next",
            bench -> failsAtInit(bench, "Broken$InStatic", "Broken$InStatic")),
        Behaviour.of(
            10,
            "A constructor that runs out of memory: init/error, end, no next",
            bench -> failsAtInit(bench, "Broken$OutOfMemory", "Java heap space")),
        Behaviour.of(
            11,
            "Classes of which nobody can make an instance: a clear error",
            StartUp::refusesClassesWithoutInstances),
        Behaviour.of(
            12,
            "A class that is no handler, and no method named: a clear error",
            bench -> bench.function("Broken$Plain").refusal().names("Broken$Plain")),
        Behaviour.of(
            13,
            "A raw or unbounded handler type: events as Object, or a clear error",
            StartUp::knowsNoType),
        Behaviour.of(
            14,
            "A bounded type variable: the event is of the bound",
            answers("Shapes$Bounded", "12", "\"number 12\"")),
        Behaviour.of(
            15,
            "Types that come from a generic base class are the concrete ones",
            answers("Shapes$Concrete", "[1,2,3]", "{\"sum\":6}")),
        Behaviour.of(
            16,
            "The handler's method is a default method of an interface",
            answers("Shapes$Defaulted", "\"a\"", "\"default a\"")),
        Behaviour.of(
            17,
            "The compiler's bridge methods are not taken for handlers",
            answers("Shapes$Covariant::handleRequest", "\"a\"", "\"covariant\"")),
        Behaviour.of(
            18,
            "Of overloads the one with the context is taken, else always the same one",
            StartUp::choosesAmongOverloads),
        Behaviour.of(
            19,
            "Static methods are handlers too, without an instance",
            StartUp::takesStaticMethods),
        Behaviour.of(20, "All eight shapes of methods work", StartUp::takesAllShapes),
        Behaviour.of(
            21, "Methods that cannot be handlers: a clear error", StartUp::refusesOtherShapes),
        Behaviour.of(
            22,
            "An inherited public method of a hidden class works",
            answers("Methods$Heir::inherited", "\"a\"", "\"inherited a\"")),
        Behaviour.of(
            23,
            "A nested class is named with a dollar sign",
            answers("Shapes$Echo", "as it is", "as it is")),
        Behaviour.of(
            24,
            "Of two interfaces the stream handler is taken, as in AWS's client",
            answers("Shapes$Both", "\"a\"", "\"stream\"")));
  }

  static Check answers(String handler, String event, String answer) {
    return bench -> Violation.unlessEqual(answer, bench.function(handler).start().answer(event));
  }

  private static void findsTheHandlersName(Bench bench) throws Exception {
    String good = FUNCTIONS + "Actions";
    bench.function("Actions").named(good, FUNCTIONS + "Nowhere").start().goesOn();
    bench.function("Actions").named(null, good).start().goesOn();
    bench.function("Actions").named(null, null).refusal().names("handler");
  }

  private static void missesTheRuntimeApi(Bench bench) throws Exception {
    EnvironmentFailure failure =
        bench.function("Actions").startedBy("env", "-u", "AWS_LAMBDA_RUNTIME_API").startFailure();
    Violation.unlessContains("AWS_LAMBDA_RUNTIME_API", failure.lastOutput());
    Violation.unless(
        !failure.lastOutput().contains("\tat "), "no stack trace", failure.lastOutput());
  }

  private static void asksFirst(Bench bench) throws Exception {
    RecordedRequest first = bench.actions().environment().requests().get(0);
    Violation.unlessEqual("GET", first.method());
    Violation.unlessEqual("/2018-06-01/runtime/invocation/next", first.path());
    Violation.unlessEqual(0L, first.bodyLength());
    String agent = first.headers().getOrDefault("User-Agent", "");
    Violation.unless(!agent.isBlank(), "a User-Agent", agent);
  }

  private static void refusesUnreadableNames(Bench bench) throws Exception {
    String name = FUNCTIONS + "Methods";
    for (String handler : List.of("::one", name + "::", name + "::one::two", name + " ::one")) {
      bench.anyFunction(handler).refusal().names().withoutTrace();
    }
  }

  private static void failsAtInit(Bench bench, String handler, String message) throws Exception {
    EnvironmentFailure failure = bench.function(handler).startFailure();
    Violation.unless(
        failure.errorPayload() != null, "an error posted to init/error", failure.lastOutput());
    Violation.unlessContains(message, failure.errorPayload());
    Violation.unless(
        failure.requests().stream().noneMatch(request -> request.path().endsWith("/next")),
        "no request for an invocation",
        failure.requests());
  }

  private static void refusesClassesWithoutInstances(Bench bench) throws Exception {
    for (String name : List.of("NoConstructor", "Inner", "Hidden", "Abstract", "Interface")) {
      bench.function("Broken$" + name).refusal().names("Broken$" + name);
    }
  }

  private static void knowsNoType(Bench bench) throws Exception {
    for (String name : List.of("Raw", "Unbounded")) {
      Running running;
      try {
        running = bench.function("Shapes$" + name).start();
      } catch (EnvironmentFailure failure) {
        Violation.unlessContains(name, failure.errorPayload());
        continue;
      }
      if (running.invoke("{\"a\":1}").functionError() == null) {
        Violation.unlessEqual("\"{a=1}\"", running.answer("{\"a\":1}"));
      } else {
        Violation.unlessContains(name, running.failure("{\"a\":1}").errorPayload());
      }
    }
  }

  private static void choosesAmongOverloads(Bench bench) throws Exception {
    Violation.unlessEqual(
        "\"with context\"", bench.function("Methods::overloaded").start().answer("\"a\""));
    String first = bench.function("Methods::ambiguous").start().invoke("\"a\"").text();
    String second = bench.function("Methods::ambiguous").start().invoke("\"a\"").text();
    Violation.unlessEqual(first, second);
  }

  private static void takesStaticMethods(Bench bench) throws Exception {
    Violation.unlessEqual(
        "\"static a\"", bench.function("Methods::ofClass").start().answer("\"a\""));
    Violation.unlessEqual(
        "\"static only a\"", bench.function("Methods$StaticOnly::handle").start().answer("\"a\""));
  }

  private static void takesAllShapes(Bench bench) throws Exception {
    Map<String, String> expected =
        Map.of(
            "none", "\"none\"",
            "one", "\"one a\"",
            "context", "\"context true\"",
            "two", "\"two atrue\"",
            "output", "\"output\"",
            "streams", "\"a\"");
    for (Map.Entry<String, String> method : expected.entrySet()) {
      Running running = bench.function("Methods::" + method.getKey()).start();
      Violation.unlessEqual(method.getValue(), running.answer("\"a\""));
    }
    Running input = bench.function("Methods::input").start();
    input.answer("\"a\"");
    Violation.unlessContains("input \"a\"", input.log());
    Running all = bench.function("Methods::all").start();
    Violation.unlessEqual("x-7", all.answer("x-", Map.of("Lambda-Runtime-Aws-Request-Id", "7")));
  }

  private static void refusesOtherShapes(Bench bench) throws Exception {
    for (String name : List.of("swapped", "four", "hidden", "unpublished")) {
      bench.function("Methods::" + name).refusal().names(name);
    }
  }
}
