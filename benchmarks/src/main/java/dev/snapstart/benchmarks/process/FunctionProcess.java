package dev.snapstart.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function process and what the kernel says of it. Linux only. */
public final class FunctionProcess implements AutoCloseable {

  private final Process process;
  private final Path output;
  private final long started;

  private FunctionProcess(Process process, Path output, long started) {
    this.process = process;
    this.output = output;
    this.started = started;
  }

  /** Starts a process with nothing in its environment but what Lambda puts there. */
  public static FunctionProcess start(List<String> command, String runtimeApi, String handler)
      throws IOException {
    Path output = Files.createTempFile("benchmark", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(
        Map.of(
            "AWS_LAMBDA_RUNTIME_API", runtimeApi,
            "AWS_LAMBDA_FUNCTION_NAME", "measured",
            "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
            "AWS_REGION", "us-east-1",
            "LAMBDA_TASK_ROOT", ".",
            "_HANDLER", handler,
            "TZ", ":UTC"));
    long started = System.nanoTime();
    return new FunctionProcess(builder.start(), output, started);
  }

  /** When it was started, as {@link System#nanoTime()}. */
  public long started() {
    return started;
  }

  public long pid() {
    return process.pid();
  }

  /** What it has cost so far. */
  public ProcessCost cost() throws IOException {
    return ProcessCost.of(process.pid());
  }

  /** Ends it as Lambda does, so that it can leave an archive behind. */
  public void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new IOException("a function process did not end within 120 s: " + output());
    }
  }

  /** What it has written so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(output);
  }
}
