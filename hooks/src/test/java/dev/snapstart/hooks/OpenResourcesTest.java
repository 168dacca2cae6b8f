package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.hooks.OpenResource.Kind;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OpenResourcesTest {

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
}
