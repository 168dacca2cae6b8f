package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.hooks.OpenResource.Kind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OpenResourcesTest {

  private static final String CONNECT = "dev.snapstart.hooks.OpenResourcesTest$LeftOpen.connect:";
  private static final String WRITE = "dev.snapstart.hooks.OpenResourcesTest$LeftOpen.write:";

  @TempDir private Path directory;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc elsewhere")
  void namesSocketsWithTheirAddressesAndStates() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      String port = "127.0.0.1:" + server.getLocalPort();
      assertThat(OpenResources.find())
          .filteredOn(open -> open.kind() == Kind.SOCKET)
          .extracting(OpenResource::description)
          .anyMatch(text -> text.contains(port) && text.endsWith(" listening"))
          .anyMatch(
              text -> text.contains("to ") && text.contains(port) && text.endsWith(" established"));
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc elsewhere")
  void namesFilesButNoJarsAndNothingOfTheJvm() throws Exception {
    Path file = directory.resolve("orders.log");
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      assertThat(OpenResources.find())
          .filteredOn(open -> open.kind() == Kind.FILE)
          .extracting(OpenResource::description)
          .anyMatch(text -> text.endsWith(file.toString()))
          .noneMatch(text -> text.endsWith(".jar") || text.contains("/lib/modules"));
      out.write(1);
    }
  }

  @Test
  void namesThreadsThatKeepTheProcessAlive() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "order-poller");
    thread.start();
    assertThat(OpenResources.find())
        .anyMatch(open ->
            open.kind() == Kind.THREAD && open.description().startsWith("\"order-poller\" "));
    end.countDown();
    thread.join();
    assertThat(OpenResources.find())
        .noneMatch(open -> open.description().startsWith("\"order-poller\" "));
  }

  @Test
  void namesThreadsOfOtherGroups() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            new ThreadGroup("poolers"),
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "pooler");
    thread.start();
    assertThat(OpenResources.find()).anyMatch(open -> open.description().startsWith("\"pooler\" "));
    end.countDown();
    thread.join();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc elsewhere")
  void namesWhoUsedWhatIsStillOpen() throws Exception {
    List<String> lines = OtherJvm.outputOf(LeftOpen.class, "-Dunused").lines().toList();
    assertThat(lines)
        .anyMatch(line ->
            line.contains("SOCKET") && line.contains("established, ") && line.contains(CONNECT))
        .anyMatch(
            line -> line.contains("FILE") && line.contains(".journal, ") && line.contains(WRITE))
        .anyMatch(line ->
            line.contains("THREAD \"order-poller\" ") && line.contains("LeftOpen.lambda$poll"));
  }

  @Test
  void goesOnWithoutOwnersWhereThereIsNoRecorder() throws Exception {
    assertThat(
            OtherJvm.outputOf(LeftOpen.class, "--limit-modules=java.base,java.sql,jdk.unsupported"))
        .contains("cannot tell who opens what, going on without: java.lang.NoClassDefFoundError")
        .contains(" [HOOKS_NO_FLIGHT_RECORDER]")
        .contains("still open before the checkpoint: THREAD \"order-poller\"");
  }

  /** A function that closes nothing. */
  static final class LeftOpen {

    public static void main(String[] arguments) throws Exception {
      OpenResources.reportOwnersBeforeCheckpoint();
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
          Socket client = connect(server);
          FileOutputStream journal = write()) {
        poll();
        CheckpointHooks.cycle().beforeCheckpoint();
        CheckpointHooks.cycle().afterRestore();
        System.exit(client.isConnected() && journal.getFD().valid() ? 0 : 1);
      }
    }

    private static Socket connect(ServerSocket server) throws IOException {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      client.getOutputStream().write(1);
      return client;
    }

    private static FileOutputStream write() throws IOException {
      Path file = Files.createTempFile("orders-", ".journal");
      file.toFile().deleteOnExit();
      FileOutputStream journal = new FileOutputStream(file.toFile());
      journal.write(1);
      return journal;
    }

    private static void poll() throws InterruptedException {
      Thread poller =
          new Thread(
              () -> {
                try {
                  Thread.sleep(60_000);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "order-poller");
      poller.start();
      while (poller.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
    }
  }
}
