package dev.snapstart.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Does what is to be done at shutdown when SIGTERM comes, and ends the process with status 0. A
 * shutdown hook of the JVM could not: it knows neither the signal nor the status. By reflection,
 * because {@code sun.misc.Signal} is not in every runtime image.
 */
record ShutdownSignal(LogLines log) implements InvocationHandler {

  /** The platform kills the process 500 ms after the signal. */
  private static final long LIMIT_MS = 300;

  static void listen(LogLines log) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              ShutdownSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              new ShutdownSignal(log));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), listener);
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.warn(
          "cannot listen for SIGTERM: "
              + e
              + " (expected a Java runtime with module jdk.unsupported); work at shutdown is lost"
              + " [RUNTIME_NO_SIGNALS]");
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "handle" -> {
        shutDown();
        yield null;
      }
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      default -> "ShutdownSignal";
    };
  }

  private void shutDown() {
    Thread worker = new Thread(this::runTasks, "shutdown");
    worker.setDaemon(true);
    worker.start();
    try {
      worker.join(LIMIT_MS);
    } catch (InterruptedException ignored) {
      // the thread that the JVM made for the signal has no other work
    }
    if (worker.isAlive()) {
      log.warn(
          "work at shutdown is given up: it took more than "
              + LIMIT_MS
              + " ms [RUNTIME_SHUTDOWN_TOO_SLOW]");
    }
    Bootstrap.exit(ExitStatus.SHUT_DOWN);
  }

  private void runTasks() {
    for (Lifecycle.Task task : Lifecycle.shutdownTasks()) {
      Lifecycle.run(task, log);
    }
  }
}
