package dev.snapstart.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Makes method handles beside the invocations, as the JVM compiles beside them: each shape is a
 * class, and thirty of them are 30 ms. Its thread lives as long as there is something to make.
 */
final class HandleMaker implements Runnable {

  private static final Queue<Accessor> WAITING = new ArrayDeque<>();
  private static boolean running;

  private HandleMaker() {}

  /** Makes one for a member that is called often, unless reflection has made one already. */
  static void add(Accessor accessor) {
    if (Runtime.version().feature() < 18
        || !Boolean.getBoolean(Bootstrap.NATIVE_REFLECTION_PROPERTY)) {
      return;
    }
    synchronized (WAITING) {
      WAITING.add(accessor);
      if (!running) {
        Thread maker = new Thread(new HandleMaker(), "snapstart-handles");
        maker.setDaemon(true);
        maker.start();
        running = true;
      }
    }
  }

  @Override
  public void run() {
    for (Accessor next = next(); next != null; next = next()) {
      next.makeHandle();
    }
  }

  private static @Nullable Accessor next() {
    synchronized (WAITING) {
      Accessor next = WAITING.poll();
      running = next != null;
      return next;
    }
  }
}
