package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Does what its event says, in words: {@code echo text}, {@code size 10}, {@code throw checked}.
 */
public final class Actions implements RequestStreamHandler {

  private static Context retained;

  private static int count;

  private final String loaderAtInit = Surroundings.loader();

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    count++;
    String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    String[] words = event.split(" ", 2);
    String argument = words.length == 2 ? words[1] : "";
    String answer =
        switch (words[0]) {
          case "echo" -> argument;
          case "count" -> Integer.toString(count);
          case "size" -> "x".repeat(Integer.parseInt(argument));
          case "context" -> Contexts.json(context);
          case "retain" -> retain(context);
          case "retained" -> Contexts.json(retained);
          case "remaining" -> Contexts.remaining(context);
          case "client" -> Contexts.client(context);
          case "identity" -> Contexts.identity(context);
          case "tenant" -> String.valueOf(context.getTenantId());
          case "property" -> String.valueOf(System.getProperty(argument));
          case "variable" -> String.valueOf(System.getenv(argument));
          case "vitals" -> vitals();
          case "own" -> own(context);
          case "identity-of-handler" -> Integer.toString(System.identityHashCode(this));
          case "loader-at-init" -> loaderAtInit;
          case "loader-slowly" -> {
            Remains.park(500);
            yield Surroundings.loader();
          }
          case "defaults", "loader", "resource", "service", "sees", "hijack", "replace-output" ->
              Surroundings.act(words[0], argument);
          case "interrupted" -> String.valueOf(Thread.currentThread().isInterrupted());
          case "throw" -> Failures.raise(argument);
          case "log", "level", "print", "print-parts" -> Logs.write(words[0], argument, context);
          default -> Remains.leave(words[0], argument, in, out);
        };
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  /** What belongs to this invocation only, before and after a while. */
  private static String own(Context context) throws IOException {
    String id = context.getAwsRequestId();
    Thread.yield();
    String trace = context.getXrayTraceId();
    if (!id.equals(context.getAwsRequestId())) {
      throw new IOException("the context has changed under its invocation");
    }
    return id + " " + trace;
  }

  private static String retain(Context context) {
    retained = context;
    return Contexts.json(context);
  }

  private static String vitals() throws IOException {
    System.gc();
    Runtime vm = Runtime.getRuntime();
    long descriptors = 0;
    if (Files.isDirectory(Path.of("/proc/self/fd"))) {
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        descriptors = open.count();
      }
    }
    long threads = Thread.getAllStackTraces().size();
    return Arrays.toString(
        new long[] {threads, descriptors, (vm.totalMemory() - vm.freeMemory()) / 1024});
  }
}
