package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.InvocationResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Responses that are streamed, and extensions. */
final class Streaming {

  private Streaming() {}

  static Section section() {
    List<Behaviour> all = new ArrayList<>(behaviours());
    all.addAll(Concurrency.behaviours());
    return new Section("D9", "Streaming, extensions, concurrency", all);
  }

  private static List<Behaviour> behaviours() {
    return List.of(
        Behaviour.of(
            142,
            "A streamed response: its first bytes arrive before the handler returns",
            Streaming::streamsAtOnce),
        Behaviour.of(
            143,
            "An HTTP response: head, eight zero bytes, body; cookies; its content type",
            Streaming::writesAnHttpHead),
        Behaviour.of(
            144,
            "An error before the first byte is an error, one after it is in the trailers",
            Streaming::tellsOfErrors),
        Behaviour.of(
            145,
            "100 MB with a heap of 64 MB; a slow reader makes the writer wait",
            Streaming::streamsWhatNeverFits),
        Behaviour.of(
            146,
            "A reader that has gone: the handler gets an IOException, the loop goes on",
            Streaming::survivesAReaderThatGoes),
        Behaviour.of(147, "A stream without a byte is an empty answer", Streaming::streamsNothing),
        Behaviour.of(
            148,
            "No extension is registered unless somebody asks for it",
            Streaming::registersNothing),
        Behaviour.notDriven(
            149,
            "An extension that is refused is a warning only",
            "each runtime has its own way to ask for one"),
        Behaviour.notDriven(
            150,
            "Work after the response is within the invocation",
            "each runtime has its own way to ask for it"));
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
}
