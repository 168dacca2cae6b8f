package dev.snapstart.benchmarks.warm;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Runtime API in a process of its own, whose work is not that of who measures: says where it
 * is, then gives as many events as each line of its input says and tells how long they took.
 */
final class WarmServer {

  private static final long TIMEOUT_SECONDS = 600;

  private WarmServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Payload payload = new Payload(FunctionKind.valueOf(arguments[0]), Size.valueOf(arguments[1]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (RuntimeApiServer server = new RuntimeApiServer(payload.event(), 0);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println(server.address());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        // now rather than in the times
        System.gc();
        server.again(Integer.parseInt(line));
        server.await(TIMEOUT_SECONDS);
        check(payload, server.firstAnswer());
        out.println(JSON.std.asString(times(server)));
      }
    }
  }

  private static void check(Payload payload, byte[] answer) throws IOException {
    if (!payload.isAnsweredBy(answer)) {
      throw new IOException(
          payload
              + " was answered wrongly: "
              + new String(answer, 0, Math.min(200, answer.length), StandardCharsets.UTF_8));
    }
  }

  private static Map<String, Object> times(RuntimeApiServer server) {
    int count = server.invocations();
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("invocations", count);
    times.putAll(new Latencies(count, i -> server.answered(i) - server.given(i)).facts("answer"));
    times.putAll(new Latencies(count, i -> server.answered(i) - server.asked(i)).facts("turn"));
    return times;
  }
}
