package dev.snapstart.emulator;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes so that they die with this JVM, even with kill -9: through {@code setpriv
 * --pdeathsig KILL} where Linux has it, and the {@link Entrance}. The kernel sends that signal when
 * the <em>thread</em> that started the process ends, so one thread starts them all and lives as
 * long as the emulator. Each leads a session of its own ({@code setsid}): CRIU writes a process
 * only together with the leader of its session, and a Ctrl-C is for the emulator, which then ends
 * them. Safe for use by many threads.
 */
final class ProcessStarter implements AutoCloseable {

  private static final Duration TRIAL_PATIENCE = Duration.ofSeconds(5);
  private static final File NOTHING = new File("/dev/null");
  private static final List<List<String>> PREFIXES =
      List.of(List.of("setpriv", "--pdeathsig", "KILL", "--"), List.of("setsid"));

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> {
        Thread starter = new Thread(task, "function-process-starter");
        starter.setDaemon(true);
        return starter;
      });
  private @Nullable List<String> prefix;

  /** A process and when it was started, by {@link System#nanoTime()}. */
  record Started(Process process, long nanos) {}

  /**
   * Starts a process with exactly these variables, its output and errors merged, nothing to read,
   * in a control group if there is one.
   *
   * @throws IOException if there is no such program or directory, with a message that says so
   */
  Started start(
      List<String> command,
      Path directory,
      Map<String, String> variables,
      Redirect output,
      @Nullable ControlGroup group)
      throws IOException {
    Future<Started> starting =
        thread.submit(() -> startHere(command, directory, variables, output, group));
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return starting.get();
        } catch (InterruptedException e) {
          // to go now would lose a process that may be starting; this takes a moment only
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("cannot start " + command, e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Started startHere(
      List<String> command,
      Path directory,
      Map<String, String> variables,
      Redirect output,
      @Nullable ControlGroup group)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          "there is no directory "
              + directory
              + " to start the process in [EMULATOR_NO_DIRECTORY]");
    }
    String path = variables.getOrDefault("PATH", "");
    List<String> line = new ArrayList<>(prefix(path));
    if (!line.isEmpty() || group != null) {
      line.addAll(
          Entrance.of(
              ProcessHandle.current().pid(),
              group == null ? NOTHING.toPath() : group.processes(),
              variables));
    }
    line.add(find(command.get(0), path, directory));
    line.addAll(command.subList(1, command.size()));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output);
    if (NOTHING.exists()) {
      // the end of a pipe would be lost in a snapshot
      builder.redirectInput(NOTHING);
    }
    long nanos = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    return new Started(process, nanos);
  }

  private List<String> prefix(String path) throws InterruptedException {
    if (prefix == null) {
      prefix = findPrefix(path);
    }
    return prefix;
  }

  /** What of it works here; without it processes are still ended by the shutdown hook. */
  private static List<String> findPrefix(String path) throws InterruptedException {
    List<String> found = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      for (List<String> each : PREFIXES) {
        try {
          List<String> more = new ArrayList<>(found);
          more.add(find(each.get(0), path, Path.of("")));
          more.addAll(each.subList(1, each.size()));
          List<String> trial = new ArrayList<>(more);
          trial.add("true");
          if (ShortProgram.run(trial, TRIAL_PATIENCE).status() == 0) {
            found = more;
          }
        } catch (IOException ignored) {
          // there is no such program
        }
      }
    }
    return found;
  }

  /** What exec would start; checked here because setpriv reports a missing program as a status. */
  private static String find(String program, String path, Path directory) throws IOException {
    if (!System.getProperty("file.separator").equals("/")) {
      return program;
    }
    if (program.contains("/")) {
      Path file = directory.resolve(program);
      if (isProgram(file)) {
        return file.toString();
      }
      throw new IOException("there is no executable file " + program + " [EMULATOR_NO_PROGRAM]");
    }
    for (String entry : path.split(":", -1)) {
      Path file = Path.of(entry, program);
      if (!entry.isEmpty() && isProgram(file)) {
        return file.toString();
      }
    }
    throw new IOException(
        "there is no program \"" + program + "\" in PATH (" + path + ") [EMULATOR_NO_PROGRAM]");
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
