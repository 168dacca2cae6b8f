package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults;
import dev.snapstart.emulator.Faults.Endpoint;
import dev.snapstart.emulator.InvocationResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Responses that are streamed, invocations side by side, and extensions. */
final class StreamsAndThreads {

  private static final int LOOPS = 8;

  private StreamsAndThreads() {}

  static Section section() {
    return new Section(
        "D9",
        "Streaming, extensions, concurrency",
        List.of(
            Behaviour.of(
                142,
                "A streamed response: its first bytes arrive before the handler returns",
                StreamsAndThreads::streamsAtOnce),
            Behaviour.of(
                143,
                "An HTTP response: head, eight zero bytes, body; cookies; its content type",
                StreamsAndThreads::writesAnHttpHead),
            Behaviour.of(
                144,
                "An error before the first byte is an error, one after it is in the trailers",
                StreamsAndThreads::tellsOfErrors),
            Behaviour.of(
                145,
                "100 MB with a heap of 64 MB; a slow reader makes the writer wait",
                StreamsAndThreads::streamsWhatNeverFits),
            Behaviour.of(
                146,
                "A reader that has gone: the handler gets an IOException, the loop goes on",
                StreamsAndThreads::survivesAReaderThatGoes),
            Behaviour.of(
                147,
                "A stream without a byte is an empty answer",
                StreamsAndThreads::streamsNothing),
            Behaviour.of(
                148,
                "No extension is registered unless somebody asks for it",
                StreamsAndThreads::registersNothing),
            Behaviour.notDriven(
                149,
                "An extension that is refused is a warning only",
                "each runtime has its own way to ask for one"),
            Behaviour.notDriven(
                150,
                "Work after the response is within the invocation",
                "each runtime has its own way to ask for it"),
            Behaviour.of(
                151,
                "Eight invocations side by side, 2,000 in all: no answer, context or trace swapped",
                StreamsAndThreads::servesSideBySide),
            Behaviour.of(
                152,
                "A handler that overflows its stack does not stop the other loops; without any next the process ends",
                StreamsAndThreads::keepsTheOtherLoops),
            Behaviour.of(
                153,
                "A concurrency that is no number, 0 or less: one at a time",
                StreamsAndThreads::takesOddConcurrencies),
            Behaviour.of(154, "All loops share one handler", StreamsAndThreads::sharesTheHandler),
            Behaviour.of(
                155,
                "A late answer is refused with 410, the loop goes on",
                StreamsAndThreads::answersLate)));
  }

  private static Running streaming(Bench bench) throws Exception {
    return bench.streamingFunction().jvm("-Xmx64m").start();
  }

  private static InvocationResult stream(Running running, String event, OutputStream sink)
      throws IOException, InterruptedException {
    return running.environment().invokeStreaming(event.getBytes(StandardCharsets.UTF_8), sink);
  }

  private static void streamsAtOnce(Bench bench) throws Exception {
    Running running = streaming(bench);
    Path seen = bench.taskRoots().empty().resolve("seen");
    ByteArrayOutputStream sink =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int count) {
            super.write(bytes, offset, count);
            mark(seen);
          }
        };
    InvocationResult result = stream(running, "first " + seen, sink);
    Violation.unless(result.isStreamed(), "a response that is streamed", result);
    Violation.unlessEqual("first seen", sink.toString(StandardCharsets.UTF_8));
    Violation.unlessContains("text/plain", result.contentType());
  }

  private static void mark(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException ignored) {
      // it is there since the first bytes
    }
  }

  private static void writesAnHttpHead(Bench bench) throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    InvocationResult result = stream(streaming(bench), "page", sink);
    Violation.unlessEqual(
        "application/vnd.awslambda.http-integration-response", result.contentType());
    String text = sink.toString(StandardCharsets.UTF_8);
    int end = text.indexOf("\0\0\0\0\0\0\0\0");
    Violation.unless(end > 0, "eight zero bytes", text);
    Map<String, Object> head = Running.json(text.substring(0, end));
    Violation.unlessEqual(201, head.get("statusCode"));
    Violation.unlessEqual(List.of("a=1"), head.get("cookies"));
    Violation.unlessEqual("hello", text.substring(end + 8));
  }

  private static void tellsOfErrors(Bench bench) throws Exception {
    Running running = streaming(bench);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    InvocationResult early = stream(running, "early", sink);
    Violation.unlessEqual("Unhandled", early.functionError());
    Violation.unlessEqual(0, sink.size());
    Violation.unlessEqual(1, running.requests("/error").size());
    InvocationResult late = stream(running, "late", sink);
    Violation.unlessEqual("first", sink.toString(StandardCharsets.UTF_8));
    Violation.unless(late.isStreamed(), "a response that is streamed", late);
    Violation.unlessEqual(
        "java.lang.IllegalStateException",
        Running.json(String.valueOf(late.errorPayload())).get("errorType"));
    Violation.unlessEqual(1, running.requests("/error").size());
    running.goesOn();
  }

  private static void streamsWhatNeverFits(Bench bench) throws Exception {
    Running running = streaming(bench);
    long[] count = new long[1];
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            count[0]++;
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (count[0] == 0) {
              // what was written meanwhile must wait somewhere else than in the heap
              pause();
            }
            count[0] += length;
          }
        };
    InvocationResult result = stream(running, "megabytes 100", slow);
    Violation.unlessEqual(null, result.errorPayload());
    Violation.unlessEqual(100L * 1024 * 1024, count[0]);
    running.goesOn();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void survivesAReaderThatGoes(Bench bench) throws Exception {
    Running running = streaming(bench);
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
              running.environment().dropConnections();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    stream(running, "megabytes 50", gone);
    Violation.unlessContains("writing failed: java.", running.log());
    running.goesOn();
  }

  private static void streamsNothing(Bench bench) throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    InvocationResult result = stream(streaming(bench), "nothing", sink);
    Violation.unless(
        result.isStreamed() && result.functionError() == null, "a streamed answer", result);
    Violation.unlessEqual(0, sink.size());
  }

  private static void registersNothing(Bench bench) throws Exception {
    Running running = bench.actions().goesOn();
    Violation.unlessEqual(List.of(), running.requests("/register"));
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
