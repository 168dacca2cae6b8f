package dev.snapstart.benchmarks.warm;

import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.FunctionProcess;
import dev.snapstart.benchmarks.process.Jdk;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.benchmarks.process.RuntimeKind;
import dev.snapstart.benchmarks.process.StartMode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that is measured when it is warm, again and again.
 *
 * @param jdk runs it
 * @param runtime runs in it
 * @param payload what the function gets
 * @param tiers how far its code is compiled
 */
record WarmTrial(Jdk jdk, RuntimeKind runtime, Payload payload, Tiers tiers) {

  /**
   * How a trial is run.
   *
   * @param cores where the processes run
   * @param warmUp invocations before those that are measured, of small events
   * @param invocations that are measured, of small events
   * @param countsCalls whether strace can count
   */
  record Method(Cores cores, int warmUp, int invocations, boolean countsCalls) {

    /** Under strace an invocation takes several times as long. */
    private static final int SHARE_OF_CALLS = 10;

    int traced() {
      return Math.max(1, invocations / SHARE_OF_CALLS);
    }
  }

  /** What tells it from others, for samples. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("java", jdk.version());
    facts.put("function", payload.function().toString());
    facts.put("size", payload.size().toString());
    facts.put("tiers", tiers.toString());
    facts.put("runtime", runtime.toString());
    return facts;
  }

  /** A process: times and CPU first, then what would disturb them. */
  Map<String, Object> measure(Method method) throws IOException, InterruptedException {
    Size size = payload.size();
    try (ServerProcess server = new ServerProcess(payload, method.cores());
        FunctionProcess process = start(server, method.cores())) {
      server.serve(size.of(method.warmUp()));
      int invocations = size.of(method.invocations());
      double before = process.cost().cpuMillis();
      Map<String, Object> times = server.serve(invocations);
      double cpuMillis = process.cost().cpuMillis() - before;
      Map<String, Object> sample = facts();
      sample.put("pinned", method.cores().arePinned());
      sample.putAll(times);
      sample.put("cpuUs", cpuMillis * 1e3 / invocations);
      sample.put("allocatedBytes", allocated(server, process, invocations));
      if (method.countsCalls()) {
        sample.putAll(calls(server, process, size.of(method.traced())));
      }
      sample.put("peakMib", process.cost().peakMib());
      return sample;
    } catch (IOException e) {
      throw new IOException(this + ": " + e.getMessage(), e);
    }
  }

  private FunctionProcess start(ServerProcess server, Cores cores) throws IOException {
    FunctionKind function = payload.function();
    List<String> command =
        new Launch(jdk, runtime, function, StartMode.PLAIN).command(List.of(tiers.option()));
    return FunctionProcess.start(cores.forFunction(command), server.address(), function.handler());
  }

  private double allocated(ServerProcess server, FunctionProcess process, int invocations)
      throws IOException, InterruptedException {
    long before = AllocatedBytes.of(jdk, process.pid());
    server.serve(invocations);
    return (AllocatedBytes.of(jdk, process.pid()) - before) / (double) invocations;
  }

  private static Map<String, Object> calls(
      ServerProcess server, FunctionProcess process, int invocations)
      throws IOException, InterruptedException {
    try (SystemCalls calls = new SystemCalls(process.pid())) {
      server.serve(invocations);
      Map<String, Double> each = new TreeMap<>();
      calls.counted().forEach((name, count) -> each.put(name, count / (double) invocations));
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("calls", each.values().stream().mapToDouble(Double::doubleValue).sum());
      facts.put("callsByName", each);
      return facts;
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return payload + " on " + runtime + ", JDK " + jdk.version() + ", " + tiers;
  }
}
