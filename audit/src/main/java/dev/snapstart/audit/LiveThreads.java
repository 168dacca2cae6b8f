package dev.snapstart.audit;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run and are not the JDK's own: those of which the class, the task or the owner is
 * the application's or a library's.
 */
final class LiveThreads {

  private static final String MAIN = "main";

  /** What a worker of a pool has as its state while it has no task. */
  private static final int IDLE = 0;

  private final Heap heap;
  private final Owners owners;

  LiveThreads(Heap heap, Owners owners) {
    this.heap = heap;
    this.owners = owners;
  }

  void look(Consumer<Candidate> found) {
    for (int object : heap.liveThreads()) {
      Instance thread = heap.instance(object);
      if (thread != null) {
        look(thread, found);
      }
    }
  }

  /** Whose a thread is. */
  Origin of(int object) {
    Instance thread = heap.instance(object);
    if (thread == null || thread.type().origin() != Origin.JDK) {
      return thread == null ? Origin.JDK : thread.type().origin();
    }
    Instance task = task(thread);
    if (task != null && task.type().origin() != Origin.JDK) {
      return task.type().origin();
    }
    return owners.of(object);
  }

  private void look(Instance thread, Consumer<Candidate> found) {
    String name = String.valueOf(thread.text("name"));
    if (!name.equals(MAIN)) {
      String shown = isIdle(thread) ? name + ", which waits for work" : name;
      found.accept(new Candidate(Kind.THREAD, thread.object(), null, name, shown));
    }
  }

  /** Whether it is a pool's and has nothing to do just now. */
  static boolean isIdle(Instance thread) {
    Instance task = task(thread);
    return task != null
        && task.type().name().equals("java.util.concurrent.ThreadPoolExecutor$Worker")
        && task.number("state") == IDLE;
  }

  private static @Nullable Instance task(Instance thread) {
    // before JDK 19 it is the thread's own field
    return thread.has("holder") ? thread.follow("holder", "task") : thread.follow("target");
  }
}
