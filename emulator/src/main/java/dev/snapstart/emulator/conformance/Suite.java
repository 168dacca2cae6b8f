package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.conformance.Behaviour.Check;
import dev.snapstart.emulator.conformance.Result.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at the behaviours of one runtime. For one thread. */
final class Suite {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RuntimeCommand command;
  private final String streamingHandler;
  private final int jobs;

  Suite(RuntimeCommand command, String streamingHandler, int jobs) {
    this.command = command;
    this.streamingHandler = streamingHandler;
    this.jobs = jobs;
  }

  /**
   * Looks at the behaviours, some at a time.
   *
   * @param progress gets each result as soon as it is there, by one thread at a time
   * @return the results in the order of the sections
   */
  List<Result> run(List<Section> sections, Consumer<Result> progress)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try (TaskRoots taskRoots = new TaskRoots()) {
      List<Future<Result>> running = new ArrayList<>();
      for (Section section : sections) {
        for (Behaviour behaviour : section.behaviours()) {
          running.add(
              threads.submit(() -> {
                Result result = look(section, behaviour, taskRoots);
                synchronized (progress) {
                  progress.accept(result);
                }
                return result;
              }));
        }
      }
      List<Result> results = new ArrayList<>();
      for (Future<Result> result : running) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private Result look(Section section, Behaviour behaviour, TaskRoots taskRoots)
      throws InterruptedException {
    Check check = behaviour.check();
    if (check == null) {
      return result(section, behaviour, Verdict.NOT_DRIVEN, behaviour.reason());
    }
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Bench bench = new Bench(command, taskRoots, streamingHandler)) {
      Future<Void> seen =
          thread.submit(() -> {
            check.run(bench);
            return null;
          });
      seen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return result(section, behaviour, Verdict.PASS, null);
    } catch (TimeoutException e) {
      String remark = "nothing was found in " + PATIENCE.toSeconds() + " s";
      return result(section, behaviour, Verdict.FAIL, remark);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Undrivable undrivable) {
        return result(section, behaviour, Verdict.NOT_DRIVEN, undrivable.getMessage());
      }
      return result(section, behaviour, Verdict.FAIL, remark(cause));
    } finally {
      thread.shutdownNow();
    }
  }

  private static @Nullable String remark(@Nullable Throwable cause) {
    if (cause instanceof Violation) {
      return cause.getMessage();
    }
    if (cause instanceof EnvironmentFailure failure) {
      String output = failure.lastOutput().strip();
      String last = output.isEmpty() ? String.valueOf(failure.getMessage()) : output;
      return "found a process that failed ("
          + failure.errorType()
          + ", exit status "
          + failure.exitStatus()
          + "): "
          + last.substring(last.lastIndexOf('\n') + 1);
    }
    return "the check ended with " + cause;
  }

  private static Result result(
      Section section, Behaviour behaviour, Verdict verdict, @Nullable String remark) {
    return new Result(section.id(), behaviour.number(), behaviour.text(), verdict, remark);
  }
}
