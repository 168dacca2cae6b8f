package dev.snapstart.samples.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.Main;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application, checkpointed once and restored more than once. */
@NeedsCriu
class WebApplicationIT {

  private static final Pattern STARTED =
      Pattern.compile("(?m)^\\[(\\d)\\] .*Tomcat started on port (\\d+)");
  private static final Pattern IMAGE = Pattern.compile("\"image\":\"([0-9a-f-]{36})\"");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private Process launcher;

  @AfterEach
  void endLauncher() throws Exception {
    if (launcher != null) {
      launcher.destroy();
      launcher.waitFor();
    }
  }

  @Test
  void servesFromManyClonesOfOneImage() throws Exception {
    String image = directory.resolve("image").toString();
    launch(
        "checkpoint",
        "--to",
        image,
        "--",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dspring.context.checkpoint=onRefresh",
        "-jar",
        System.getProperty("application"),
        // a port of its own for each clone, which opens it after the restore
        "--server.port=0");
    assertThat(launcher.waitFor()).as(output()).isZero();
    assertThat(output())
        .contains("Triggering JVM checkpoint/restore", "-- image: ")
        .doesNotContain("Tomcat started");

    // twice, so that the image is seen to be as good as before
    for (int restore = 1; restore <= 2; restore++) {
      launch("restore", image, "--clones", "4");
      Set<Integer> ports = awaitPorts(4);
      assertThat(ports).hasSize(4);
      Set<String> images = new TreeSet<>();
      for (int port : ports) {
        String answer = get(port, "/hello/clone");
        assertThat(answer).contains("\"greeting\":\"Hello clone\"");
        Matcher matcher = IMAGE.matcher(answer);
        assertThat(matcher.find()).as(answer).isTrue();
        images.add(matcher.group(1));
      }
      assertThat(images).as("what was made before the checkpoint").hasSize(1);
      launcher.destroy();
      assertThat(launcher.waitFor()).isEqualTo(143);
      assertThat(output()).contains("Graceful shutdown complete");
    }
  }

  /** Starts a command of the emulator's. */
  private void launch(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    launcher =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
  }

  private Set<Integer> awaitPorts(int count) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      String printed = output();
      Set<Integer> ports = new TreeSet<>();
      Matcher started = STARTED.matcher(printed);
      while (started.find()) {
        ports.add(Integer.parseInt(started.group(2)));
      }
      if (ports.size() == count) {
        return ports;
      }
      assertThat(launcher.isAlive()).as(printed).isTrue();
      assertThat(System.nanoTime()).as(printed).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private String get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("output"), UTF_8);
  }
}
