package dev.snapstart.audit;

import java.util.function.Consumer;

/**
 * Timers, schedulers and other processes. Threads are looked at one by one: {@link LiveThreads}.
 */
final class ThreadProbes {

  private ThreadProbes() {}

  static void addTo(Probes probes) {
    probes.on("java.util.Timer", ThreadProbes::timer);
    probes.on("java.util.concurrent.ScheduledThreadPoolExecutor", ThreadProbes::scheduler);
    probes.on("java.lang.ProcessImpl", ThreadProbes::process);
  }

  private static void timer(Instance timer, Consumer<Candidate> found) {
    Instance thread = timer.follow("thread");
    if (thread != null && thread.is("newTasksMayBeScheduled")) {
      String name = String.valueOf(thread.text("name"));
      Instance queue = timer.follow("queue");
      long tasks = queue == null ? 0 : queue.number("size");
      found.accept(
          new Candidate(
              Kind.TIMER, timer.object(), null, name, name + " with " + tasks + " tasks"));
    }
  }

  private static void scheduler(Instance scheduler, Consumer<Candidate> found) {
    Instance queue = scheduler.follow("workQueue");
    long tasks = queue == null ? 0 : queue.number("size");
    if (tasks > 0) {
      found.accept(
          new Candidate(Kind.SCHEDULED_TASK, scheduler.object(), null, "", tasks + " tasks"));
    }
  }

  private static void process(Instance process, Consumer<Candidate> found) {
    if (!process.is("hasExited")) {
      String pid = Long.toString(process.number("pid"));
      found.accept(Candidate.of(Kind.CHILD_PROCESS, process, "process " + pid));
    }
  }
}
