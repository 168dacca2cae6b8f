package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults;
import dev.snapstart.emulator.Faults.Endpoint;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that is about to be started under the runtime that is checked. For one thread. */
final class Trial {

  private final Bench bench;
  private final FunctionSpec.Builder spec =
      FunctionSpec.builder().name("function").timeout(Duration.ofSeconds(15));
  private final List<String> starter = new ArrayList<>();
  private Path taskRoot;
  private @Nullable Path classes;
  private @Nullable String argument;
  private @Nullable String variable;
  private Faults faults = Faults.none();

  Trial(Bench bench, String handler) throws IOException {
    this.bench = bench;
    this.taskRoot = bench.classes();
    this.argument = handler;
    this.variable = handler;
  }

  /** What is in the command and what is in {@code _HANDLER}, each null for nothing. */
  Trial named(@Nullable String asArgument, @Nullable String asVariable) {
    argument = asArgument;
    variable = asVariable;
    return this;
  }

  Trial variable(String name, String value) {
    spec.environment(name, value);
    return this;
  }

  /** Options that the JVM reads by itself. */
  Trial jvm(String options) {
    return variable("JAVA_TOOL_OPTIONS", options);
  }

  Trial fault(Endpoint endpoint, int count, Fault fault) {
    faults = faults.at(endpoint, count, fault);
    return this;
  }

  Trial faults(Faults all) {
    faults = all;
    return this;
  }

  Trial concurrency(int invocations) {
    spec.maxConcurrency(invocations);
    return this;
  }

  Trial timeout(Duration timeout) {
    spec.timeout(timeout);
    return this;
  }

  /** The classes are in this directory or in jars of it, and nowhere else. */
  Trial taskRoot(Path directory) {
    taskRoot = directory;
    classes = directory;
    return this;
  }

  /** A command before that of the runtime, which it executes. */
  Trial startedBy(String... command) {
    Undrivable.unlessThere(command[0]);
    starter.addAll(List.of(command));
    return this;
  }

  /** The function on demand, or with its concurrency. */
  Running start() throws EnvironmentFailure, InterruptedException {
    return new Running(bench.emulator().start(spec()));
  }

  /** The function under snap-start, before its restore. */
  Snapshot publish() throws EnvironmentFailure, InterruptedException {
    return bench.emulator().publish(spec());
  }

  /** The function under snap-start, after its restore. */
  Running restored() throws EnvironmentFailure, InterruptedException {
    return new Running(publish().restore());
  }

  /** What became of a function that cannot start. */
  EnvironmentFailure startFailure() throws InterruptedException {
    try {
      start();
    } catch (EnvironmentFailure failure) {
      return ended(failure);
    }
    throw new Violation("an init that fails", "a process that asks for an invocation");
  }

  /** What became of a function that cannot be published. */
  EnvironmentFailure publishFailure() throws InterruptedException {
    try {
      publish();
    } catch (EnvironmentFailure failure) {
      return ended(failure);
    }
    throw new Violation("an init that fails", "a process that asks for its restore");
  }

  /** What became of a function that cannot be restored. */
  EnvironmentFailure restoreFailure() throws InterruptedException, EnvironmentFailure {
    Snapshot snapshot = publish();
    try {
      snapshot.restore();
    } catch (EnvironmentFailure failure) {
      return ended(failure);
    }
    throw new Violation("a restore that fails", "a process that asks for an invocation");
  }

  /** How the runtime says that a handler is none: at its init, or at each invocation. */
  Refusal refusal() throws InterruptedException {
    Running running;
    try {
      running = start();
    } catch (EnvironmentFailure failure) {
      ended(failure);
      Violation.unless(
          failure.errorPayload() != null, "an error posted to init/error", failure.getMessage());
      return new Refusal(
          failure.errorType(), String.valueOf(failure.errorPayload()), failure.lastOutput());
    }
    running.failure("\"first\"");
    InvocationResult second = running.failure("\"second\"");
    Violation.unlessEqual(2, running.requests("/error").size());
    return new Refusal(
        String.valueOf(second.errorType()), String.valueOf(second.errorPayload()), running.log());
  }

  private FunctionSpec spec() {
    List<String> command = new ArrayList<>(starter);
    Path forClasses = classes == null ? taskRoot : classes;
    command.addAll(bench.command().with(forClasses, argument));
    return spec.command(command)
        .handler(variable)
        .workingDirectory(taskRoot)
        .faults(faults)
        .build();
  }

  private static EnvironmentFailure ended(EnvironmentFailure failure) {
    Integer status = failure.exitStatus();
    Violation.unless(
        status != null && status != 0, "an end with an exit status other than 0", status);
    return failure;
  }
}
