package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program outside of Lambda that was started or restored here, and ends with the launcher.
 * Thread-safe.
 */
final class LaunchedProgram implements AutoCloseable {

  /** What it gets to end by itself when the launcher is asked to end. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Changes changes = new Changes();
  private final RuntimeEnd end = new RuntimeEnd(changes);
  private final FunctionProcess process;

  private final String command;
  private final @Nullable Long ownPid;

  private LaunchedProgram(
      ProcessStarter.Started started,
      FunctionOutput output,
      String command,
      @Nullable ImageDescription image) {
    this.process =
        new FunctionProcess(started, image == null ? 0 : CriuCommands.WRAPPERS, output, null, end);
    this.command = command;
    this.ownPid = image == null ? null : image.pid();
  }

  /** Starts a command, whose every line goes to the consumer. */
  static LaunchedProgram start(ProcessStarter starter, JvmCommand command, Consumer<String> lines)
      throws IOException {
    FunctionOutput output = new FunctionOutput(new EnvironmentLog(lines));
    ProcessStarter.Started started = start(starter, command, output);
    return new LaunchedProgram(started, output, String.join(" ", command.command()), null);
  }

  /**
   * Restores a program, whose every line goes to the consumer.
   *
   * @param image what is known of it
   * @param command gives the command of {@link CriuCommands} for the file that it is to print into
   */
  static LaunchedProgram restore(
      ProcessStarter starter,
      ImageDescription image,
      Function<Path, List<String>> command,
      Consumer<String> lines)
      throws IOException {
    FunctionOutput output = new FunctionOutput(new EnvironmentLog(lines));
    Map<String, String> path = Map.of("PATH", System.getenv().getOrDefault("PATH", ""));
    JvmCommand restore = new JvmCommand(command.apply(output.file()), path);
    return new LaunchedProgram(start(starter, restore, output), output, image.command(), image);
  }

  private static ProcessStarter.Started start(
      ProcessStarter starter, JvmCommand command, FunctionOutput output) throws IOException {
    try {
      Path here = Path.of("").toAbsolutePath();
      return starter.start(command.command(), here, command.variables(), output.redirect(), null);
    } catch (IOException | RuntimeException e) {
      output.end();
      throw e;
    }
  }

  /** What had been started. */
  String command() {
    return command;
  }

  /** The id that a clone itself sees; null if the program is none. */
  @Nullable Long ownPid() {
    return ownPid;
  }

  /** As this machine sees it. */
  long pid() {
    return process.pid();
  }

  /** Its connections that no snapshot can hold, those of processes that it started too. */
  List<String> openConnections() throws InterruptedException {
    for (long each : pids()) {
      List<String> open = OpenConnections.lasting(each);
      if (!open.isEmpty()) {
        return open;
      }
    }
    return List.of();
  }

  /** Where it listens, the processes that it started too, separated by commas. */
  String listeningPorts() {
    SortedSet<Integer> ports = new TreeSet<>();
    for (long each : pids()) {
      ports.addAll(OpenConnections.listening(each));
    }
    return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private long[] pids() {
    ProcessHandle handle = process.handle();
    return Stream.concat(Stream.of(handle), handle.descendants())
        .mapToLong(ProcessHandle::pid)
        .toArray();
  }

  /** The file that it prints into, by the name that the kernel knows. */
  Path outputFile() throws IOException {
    return process.outputFile().toRealPath();
  }

  /** Waits, but not for long, until it has ended; false if it has not by then. */
  boolean hasEndedWithin(Duration time) throws InterruptedException {
    return changes.await(end::hasExited, Deadline.in(time));
  }

  /** Null as long as it runs. */
  @Nullable Integer exitStatus() {
    return end.exitStatus();
  }

  /** Asks it to end, and ends it and all it started if it does not. */
  void terminate() throws InterruptedException {
    process.terminate(GRACE);
    process.kill();
  }

  @Override
  public void close() {
    try {
      process.kill();
    } catch (InterruptedException e) {
      // it is killed already; only the wait for its end was cut short
      Thread.currentThread().interrupt();
    }
  }
}
