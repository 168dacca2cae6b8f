package dev.snapstart.emulator;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.crac.CheckpointException;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.crac.RestoreException;

/**
 * A program that knows org.crac and nothing of ours but one class: it does the steps that its
 * arguments name, one after the other.
 */
final class CracProgram {

  /** Held, for org.crac holds them weakly. */
  private static final List<Resource> RESOURCES = new ArrayList<>();

  /** Held, for who forgets a file closes it. */
  private static final List<RandomAccessFile> DELETED = new ArrayList<>();

  private static ServerSocket listening;
  private static Socket connection;

  private CracProgram() {}

  /** The command whose process does the steps. */
  static List<String> doing(String... steps) {
    List<String> command =
        new ArrayList<>(
            List.of(
                PlainFunction.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                CracProgram.class.getName()));
    command.addAll(List.of(steps));
    return command;
  }

  static String classPath() {
    return PlainFunction.classPath() + File.pathSeparator + PlainFunction.location(Core.class);
  }

  public static void main(String[] steps) throws Exception {
    for (String step : steps) {
      int colon = step.indexOf(':');
      step(colon < 0 ? step : step.substring(0, colon), colon < 0 ? "" : step.substring(colon + 1));
    }
  }

  private static void step(String step, String argument) throws Exception {
    switch (step) {
      case "print" -> System.out.println(argument);
      case "pid" -> System.out.println("pid " + ProcessHandle.current().pid());
      case "id" -> System.out.println("id " + java.util.UUID.randomUUID());
      case "property" -> System.out.println(argument + "=" + System.getProperty(argument));
      case "variable" -> System.out.println(argument + "=" + restoredVariable(argument));
      case "hook" -> register(new Hook(argument, ""));
      case "hook-failing-before" -> register(new Hook(argument, "before"));
      case "hook-failing-after" -> register(new Hook(argument, "after"));
      case "hook-asking" -> register(new AskingHook());
      case "checkpoint" -> checkpoint();
      case "checkpoint-twice-at-once" -> checkpointTwiceAtOnce();
      case "connect" -> connection = new Socket(loopback(), Integer.parseInt(argument));
      case "disconnect" -> connection.close();
      case "deleted" -> DELETED.add(deleted(Integer.parseInt(argument)));
      case "listen" -> listen(argument);
      case "greet" -> greet(Integer.parseInt(argument));
      case "on-shutdown" ->
          Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(argument)));
      case "hang" -> LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(10));
      case "exit" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
      default -> throw new IllegalArgumentException("unknown step " + step);
    }
  }

  private static void register(Resource resource) {
    RESOURCES.add(resource);
    Core.getGlobalContext().register(resource);
  }

  private static void checkpoint() {
    System.out.println("asking");
    try {
      Core.checkpointRestore();
      System.out.println("passed");
    } catch (CheckpointException | RestoreException | UnsupportedOperationException e) {
      System.out.println("caught " + e.getClass().getSimpleName() + " " + e.getMessage());
      for (Throwable each : e.getSuppressed()) {
        System.out.println("suppressed " + each);
      }
    }
  }

  /** Of two threads one asks first; the other asks in the clone. */
  private static void checkpointTwiceAtOnce() throws InterruptedException {
    Thread other = new Thread(CracProgram::checkpoint);
    other.start();
    checkpoint();
    other.join();
  }

  /** As our API tells it, which is there only where the launcher has put it. */
  private static String restoredVariable(String name) throws ReflectiveOperationException {
    return (String)
        Class.forName("dev.snapstart.crac.RestoredEnvironment")
            .getMethod("get", String.class)
            .invoke(null, name);
  }

  /** A file that has no name any more. */
  private static RandomAccessFile deleted(int bytes) throws IOException {
    Path path = Files.createTempFile("deleted-", "");
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.write(new byte[bytes]);
    Files.delete(path);
    return file;
  }

  private static void listen(String port) throws IOException {
    listening = new ServerSocket(Integer.parseInt(port), 50, loopback());
  }

  /** Talks to itself through the socket that it listens on, so many times. */
  private static void greet(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (Socket client = new Socket(loopback(), listening.getLocalPort());
          Socket server = listening.accept()) {
        server.getOutputStream().write('x');
        System.out.println("greeted with " + (char) client.getInputStream().read());
      }
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** Prints when it is called, and fails if it is to. */
  private record Hook(String name, String failing) implements Resource {

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      call("before");
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      call("after");
    }

    private void call(String when) {
      System.out.println(when + " " + name);
      if (when.equals(failing)) {
        throw new IllegalStateException(name + " cannot " + when);
      }
    }
  }

  /** Asks for a checkpoint while one is being taken. */
  private static final class AskingHook implements Resource {

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      checkpoint();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
  }
}
