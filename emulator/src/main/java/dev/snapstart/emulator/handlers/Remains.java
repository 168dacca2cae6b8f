package dev.snapstart.emulator.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a handler may leave behind. */
final class Remains {

  private static OutputStream lastOut;

  private Remains() {}

  static String leave(String what, String argument, InputStream in, OutputStream out)
      throws IOException {
    switch (what) {
      case "exit" -> System.exit(Integer.parseInt(argument));
      case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
      case "interrupt" -> Thread.currentThread().interrupt();
      case "thread" -> {
        Thread thread =
            new Thread(() -> {
              throw new IllegalStateException("thread of the handler failed");
            });
        thread.start();
        join(thread);
      }
      case "close-output" -> {
        System.out.println("last words");
        System.out.close();
      }
      case "close-streams" -> {
        in.close();
        in.close();
        out.write("closed".getBytes(StandardCharsets.UTF_8));
        out.close();
        out.close();
        lastOut = out;
      }
      case "write-late" -> {
        out.write("early".getBytes(StandardCharsets.UTF_8));
        lastOut = out;
        Thread late = new Thread(() -> writeLate(out), "late");
        late.setDaemon(true);
        late.start();
        return "";
      }
      case "write-later" -> {
        writeOnce(lastOut, "LATE");
        return "later";
      }
      case "sleep" -> park(Long.parseLong(argument));
      case "hang-forever" -> new Thread(() -> await(new CountDownLatch(1)), "forever").start();
      default -> throw new IllegalArgumentException("cannot do \"" + what + "\"");
    }
    return what.equals("close-streams") ? "" : "left";
  }

  private static void writeLate(OutputStream out) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (System.nanoTime() < until) {
      writeOnce(out, "LATE");
      Thread.yield();
    }
  }

  private static void writeOnce(OutputStream out, String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException ignored) {
      // a runtime may refuse what comes after the end
    }
  }

  static void park(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
