package dev.snapstart.maven;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A run of the function as it is packaged, under the emulator, with its sample events, after which
 * its JVM writes down what it has loaded.
 *
 * @param project what to run
 * @param directory where it lies
 * @param log gets what it prints
 */
record Training(FunctionProject project, Path directory, Consumer<String> log) {

  /** A JVM that records takes its time. */
  private static final Duration INIT = Duration.ofMinutes(2);

  private static final Duration WRITING = Duration.ofMinutes(5);
  private static final String NO_ARCHIVE =
      "; expected one that ends by itself after SIGTERM, which shutdown hooks and <jvmOptions> may"
          + " keep it from; -Dsnapstart.archive=none does without [PACKAGE_NO_ARCHIVE];"
          + " it printed last: ";
  private static final String OPTIONS = "SNAPSTART_JAVA_OPTIONS";

  /**
   * Runs it.
   *
   * @return the archive
   * @throws PackagingException if the function does not start, an event fails, or its JVM writes
   *     nothing
   */
  Path run(ArchiveKind archive) throws PackagingException, IOException, InterruptedException {
    if (project.events().isEmpty()) {
      throw new PackagingException(
          "cannot train the start-up archive of \""
              + project.name()
              + "\": there are no sample events; expected JSON files in events or"
              + " src/test/resources/events, or named by <events> (-Dsnapstart.events); or package"
              + " without an archive: -Dsnapstart.archive=none [PACKAGE_NO_EVENTS]");
    }
    Path written = directory.resolve(archive.fileName());
    Files.deleteIfExists(written);
    Limits limits = new Limits(INIT, INIT, INIT).withoutMemory();
    try (Emulator emulator = Emulator.builder().limits(limits).log(log).build()) {
      Environment environment = emulator.start(function(archive.recordOption()));
      for (Path event : project.events()) {
        answer(environment, event);
      }
      end(environment);
      if (!Files.isRegularFile(written)) {
        throw new PackagingException(
            "cannot train the start-up archive: the function's JVM ended and wrote no "
                + written
                + NO_ARCHIVE
                + lastLines(environment.printedLines()));
      }
      // a JVM that does not take it would say so only by being slow
      emulator.start(function(archive.requireOption())).close();
    } catch (EnvironmentFailure e) {
      throw new PackagingException(
          "cannot train the start-up archive: "
              + e.getMessage()
              + "; it runs on the modules that it is packaged with, more are named by <modules>"
              + " (-Dsnapstart.modules), and its variables by <environment>"
              + " [PACKAGE_TRAINING_FAILED]",
          e);
    }
    return written;
  }

  private FunctionSpec function(String option) throws PackagingException {
    FunctionSpec.Builder function =
        FunctionSpec.builder()
            .command(directory.resolve("bootstrap").toString())
            .handler(project.handler())
            .name(project.name())
            .workingDirectory(directory);
    try {
      function.memoryMb(project.memoryMb()).timeout(Duration.ofSeconds(project.timeoutSeconds()));
    } catch (IllegalArgumentException e) {
      throw new PackagingException(
          "cannot train the start-up archive: "
              + e.getMessage()
              + " (<memory>, -Dsnapstart.memory; <timeout>, -Dsnapstart.timeout)"
              + " [PACKAGE_BAD_OPTION]",
          e);
    }
    project.environment().forEach(function::environment);
    String given = project.environment().getOrDefault(OPTIONS, "");
    return function.environment(OPTIONS, given + " " + option).build();
  }

  private void answer(Environment environment, Path event)
      throws PackagingException, IOException, InterruptedException {
    if (!Files.isRegularFile(event)) {
      throw new PackagingException(
          "cannot train the start-up archive: there is no event "
              + event
              + "; expected a file [PACKAGE_EVENT_NOT_FOUND]");
    }
    InvocationResult result = environment.invoke(Files.readAllBytes(event));
    if (result.functionError() != null) {
      throw new PackagingException(
          "cannot train the start-up archive: the function answered event "
              + event
              + " with an error: "
              + result.errorPayload()
              + "; expected an event that it can answer here: change the event, or give the"
              + " function what it needs by <environment> [PACKAGE_EVENT_FAILED]");
    }
  }

  /** The signal that Lambda ends an environment with; then the JVM writes. */
  private void end(Environment environment) throws PackagingException, InterruptedException {
    ProcessHandle process = ProcessHandle.of(environment.pid()).orElse(null);
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      process.onExit().get(WRITING.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new PackagingException(
          "cannot train the start-up archive: the function's JVM does not end within "
              + WRITING.toMinutes()
              + " minutes after SIGTERM"
              + NO_ARCHIVE
              + lastLines(environment.printedLines()),
          e);
    }
  }

  private static String lastLines(List<String> lines) {
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
