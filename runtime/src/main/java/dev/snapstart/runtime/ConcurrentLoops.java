package dev.snapstart.runtime;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Many invocations at a time, as Lambda Managed Instances ask for them: one loop with a connection
 * of its own for each. Threads are virtual where the JVM has such.
 */
final class ConcurrentLoops {

  private final LoadedFunction function;
  private final CountDownLatch running;
  private volatile ExitStatus end = ExitStatus.RUNTIME_API_FAILED;

  private ConcurrentLoops(LoadedFunction function) {
    this.function = function;
    this.running = new CountDownLatch(function.config().maxConcurrency());
  }

  /** Runs the loops until all of them have ended; one that ends does not end the others. */
  static ExitStatus run(LoadedFunction function) {
    return new ConcurrentLoops(function).run();
  }

  private ExitStatus run() {
    Method startVirtual = virtualThreads();
    int count = function.config().maxConcurrency();
    function
        .log()
        .print(
            "serving "
                + count
                + " invocations at a time on "
                + (startVirtual == null ? "platform" : "virtual")
                + " threads");
    for (int i = 0; i < count; i++) {
      start(new Loop(i), startVirtual);
    }
    while (true) {
      try {
        running.await();
        return end;
      } catch (InterruptedException ignored) {
        // user code interrupted the main thread; the loops are still at work
      }
    }
  }

  private void start(Loop loop, @Nullable Method startVirtual) {
    if (startVirtual != null) {
      try {
        startVirtual.invoke(null, loop);
        return;
      } catch (ReflectiveOperationException ignored) {
        // an ordinary thread does it as well
      }
    }
    Thread thread = new Thread(loop);
    thread.setDaemon(true);
    thread.start();
  }

  private static @Nullable Method virtualThreads() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException ignored) {
      // a JVM before 21
      return null;
    }
  }

  private final class Loop implements Runnable {

    private final int number;

    Loop(int number) {
      this.number = number;
    }

    @Override
    public void run() {
      Thread.currentThread().setName("invocations-" + number);
      Thread.currentThread().setContextClassLoader(function.classPath().loader());
      try {
        while (!ended()) {
          // what it met was no failure of the platform's: a new loop takes its place
        }
      } finally {
        running.countDown();
      }
    }

    private boolean ended() {
      try {
        RuntimeApi api = new HttpRuntimeApi(function.config().endpoint());
        end = new InvocationLoop(api, function, null).run();
        return end != ExitStatus.VIRTUAL_MACHINE_FAILED;
      } catch (RuntimeException | Error e) {
        function.log().print("a loop was started anew", e);
        return false;
      }
    }
  }
}
