package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults;
import dev.snapstart.emulator.Faults.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Invocations side by side, as on Lambda Managed Instances. */
final class Concurrency {

  private static final int LOOPS = 8;

  private Concurrency() {}

  static List<Behaviour> behaviours() {
    return List.of(
        Behaviour.of(
            151,
            "Eight invocations side by side, 2,000 in all: no answer, context or trace swapped",
            Concurrency::servesSideBySide),
        Behaviour.of(
            152,
            "A handler that overflows its stack does not stop the other loops; without any next the process ends",
            Concurrency::keepsTheOtherLoops),
        Behaviour.of(
            153,
            "A concurrency that is no number, 0 or less: one at a time",
            Concurrency::takesOddConcurrencies),
        Behaviour.of(154, "All loops share one handler", Concurrency::sharesTheHandler),
        Behaviour.of(
            155, "A late answer is refused with 410, the loop goes on", Concurrency::answersLate));
  }

  private static void servesSideBySide(Bench bench) throws Exception {
    Running running = bench.function("Actions").concurrency(LOOPS).start();
    List<Callable<Void>> clients = new ArrayList<>();
    for (int client = 0; client < LOOPS; client++) {
      String name = "client-" + client;
      clients.add(() -> {
        for (int i = 0; i < 250; i++) {
          expectOwn(running, name + "-" + i);
        }
        return null;
      });
    }
    inParallel(clients);
    int connections = running.environment().connectionCount();
    Violation.unless(
        connections >= LOOPS && connections <= 2 * LOOPS, "one connection a loop", connections);
  }

  private static void expectOwn(Running running, String id) throws InterruptedException {
    Map<String, String> headers =
        Map.of("Lambda-Runtime-Aws-Request-Id", id, "Lambda-Runtime-Trace-Id", "Root=" + id);
    Violation.unlessEqual(id + " Root=" + id, running.answer("own", headers));
  }

  private static void keepsTheOtherLoops(Bench bench) throws Exception {
    Running running = bench.function("Actions").concurrency(LOOPS).start();
    for (int i = 0; i < 3; i++) {
      Violation.unlessEqual(
          "java.lang.StackOverflowError", running.error("throw stack").get("errorType"));
    }
    List<Callable<Void>> clients = new ArrayList<>();
    for (int client = 0; client < LOOPS - 3; client++) {
      clients.add(() -> {
        running.goesOn();
        return null;
      });
    }
    inParallel(clients);
    endsWhenNoLoopIsLeft(bench);
  }

  private static void endsWhenNoLoopIsLeft(Bench bench) throws Exception {
    Faults faults = Faults.none();
    for (int count = 3; count <= 100; count++) {
      faults = faults.at(Endpoint.NEXT, count, new Fault.Answered(500));
    }
    Running running = bench.function("Actions").concurrency(2).faults(faults).start();
    running.invoke("echo a");
    try {
      running.invoke("echo b");
    } catch (IllegalStateException ignored) {
      // the first loop took the whole process with it, which is as good
    }
    running.endsInFailure();
  }

  private static void takesOddConcurrencies(Bench bench) throws Exception {
    for (String value : List.of("", "abc", "0", "-1", "1")) {
      bench
          .function("Actions")
          .variable("AWS_LAMBDA_MAX_CONCURRENCY", value)
          .start()
          .goesOn()
          .goesOn();
    }
  }

  private static void sharesTheHandler(Bench bench) throws Exception {
    Running running = bench.function("Actions").concurrency(LOOPS).start();
    Set<String> handlers = new HashSet<>();
    for (int i = 0; i < LOOPS; i++) {
      handlers.add(running.answer("identity-of-handler"));
    }
    Violation.unless(handlers.size() == 1, "one handler", handlers);
  }

  private static void answersLate(Bench bench) throws Exception {
    Running running =
        bench.function("Actions").concurrency(2).timeout(Duration.ofSeconds(1)).start();
    running.failure("sleep 1500");
    running.goesOn();
    long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.nanoTime() < until
        && running.requests("/response").stream().noneMatch(request -> request.status() == 410)) {
      Thread.sleep(20);
    }
    running.goesOn().goesOn();
    Violation.unless(
        running.requests("/response").stream().anyMatch(request -> request.status() == 410),
        "a late answer",
        running.requests("/response"));
  }

  static void inParallel(List<Callable<Void>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Violation violation) {
        throw violation;
      }
      throw e;
    } finally {
      threads.shutdownNow();
    }
  }
}
