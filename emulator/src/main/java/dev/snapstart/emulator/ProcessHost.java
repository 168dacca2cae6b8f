package dev.snapstart.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process of one environment on this machine, and the server of its Runtime API: their start
 * and their end. Safe for use by many threads.
 */
final class ProcessHost implements AutoCloseable {

  /** What the AWS documentation grants where there are internal extensions only. */
  private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

  private final FunctionSpec spec;
  private final boolean memoryLimited;
  private final EnvironmentLog log;
  private final Extensions extensions;
  private final RuntimeEnd end;
  private volatile @Nullable ProcessStarter starter;
  private volatile @Nullable LoopbackServer server;
  private volatile @Nullable FunctionProcess process;
  private volatile boolean isHeld;
  private volatile boolean closed;

  ProcessHost(
      FunctionSpec spec,
      boolean memoryLimited,
      EnvironmentLog log,
      Extensions extensions,
      RuntimeEnd end) {
    this.spec = spec;
    this.memoryLimited = memoryLimited;
    this.log = log;
    this.extensions = extensions;
    this.end = end;
  }

  /** Whether there is a process, be it at its end. */
  boolean hasProcess() {
    return process != null;
  }

  FunctionProcess process() {
    return started(process);
  }

  boolean hasServer() {
    return server != null;
  }

  LoopbackServer server() {
    return started(server);
  }

  ProcessStarter starter() {
    return started(starter);
  }

  boolean isClosed() {
    return closed;
  }

  /** Who starts its processes from now on. */
  void use(ProcessStarter startsThem) {
    starter = startsThem;
  }

  /** What the process will talk to; it is closed with this. */
  void serve(LoopbackServer runtimeApi) {
    server = runtimeApi;
  }

  /** Starts the process, which is the function's or has so many others around it. */
  void start(List<String> command, int wrappers, Map<String, String> variables) throws IOException {
    FunctionOutput output = new FunctionOutput(log);
    ControlGroup group = memoryLimited ? ControlGroup.create(spec.memoryMb()) : null;
    try {
      ProcessStarter.Started begun =
          starter().start(command, spec.workingDirectory(), variables, output.redirect(), group);
      process = new FunctionProcess(begun, wrappers, output, group, end);
    } catch (IOException | RuntimeException e) {
      // the latter when the emulator is closed meanwhile
      output.end();
      if (group != null) {
        group.close();
      }
      throw e;
    }
    if (closed) {
      close();
    }
  }

  /** Whether the process or one that it started has a socket open. */
  boolean hasSocket(String inode) {
    FunctionProcess running = process;
    return running != null && running.hasSocket(inode);
  }

  /** Holds the process, or lets it go on. */
  void hold(boolean held) throws InterruptedException {
    try {
      if (held != isHeld) {
        process().hold(held);
        isHeld = held;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot signal the process of \""
              + spec.name()
              + "\" ("
              + e
              + "); to hold processes a system is needed that has /bin/sh and kill"
              + " [EMULATOR_NO_SIGNALS]",
          e);
    }
  }

  @Override
  public void close() {
    closed = true;
    FunctionProcess running = process;
    LoopbackServer listening = server;
    try {
      if (running != null) {
        shutDown(running);
      }
    } catch (InterruptedException e) {
      // it is killed already; only the wait for its end was cut short
      Thread.currentThread().interrupt();
    } finally {
      if (listening != null) {
        listening.close();
      }
    }
  }

  /** A process without extensions is killed without notice, as on the platform. */
  private void shutDown(FunctionProcess running) throws InterruptedException {
    try {
      if (!extensions.isEmpty() && running.isAlive()) {
        hold(false);
        running.terminate(SHUTDOWN_GRACE);
      }
    } finally {
      running.kill();
    }
  }

  private <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException(
          "cannot use the environment of function \"" + spec.name() + "\" before it has started");
    }
    return part;
  }
}
