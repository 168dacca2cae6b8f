package dev.snapstart.benchmarks.warm;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A {@link WarmServer} that was started. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;
  private final String address;

  /** Starts one, on a core of its own where that can be. */
  ServerProcess(Payload payload, Cores cores) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            // no collection in a stretch
            "-Xmn192m",
            "-cp",
            System.getProperty("java.class.path"),
            WarmServer.class.getName(),
            payload.function().name(),
            payload.size().name());
    process =
        new ProcessBuilder(cores.forServer(command))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.inputReader(StandardCharsets.UTF_8);
    in = process.outputWriter(StandardCharsets.UTF_8);
    address = line();
  }

  String address() {
    return address;
  }

  /** Lets the function answer that many events; their times, for samples. */
  Map<String, Object> serve(int invocations) throws IOException {
    in.write(invocations + "\n");
    in.flush();
    return JSON.std.mapFrom(line());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the process of the Runtime API ended; what it wrote says why");
    }
    return line;
  }
}
