package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ZIP and the image, unpacked elsewhere and started as Lambda starts them: by their entry, with
 * Lambda's variables only, where nothing but /tmp can be written. The JVM is told not to start
 * unless it starts from the archive.
 */
class PackagedOrdersIT {

  private static final String ZONE = "Pacific/Auckland";
  private static final String ARCHIVE_REQUIRED =
      Runtime.version().feature() >= 25 ? "-XX:AOTMode=on" : "-Xshare:on";

  private final List<String> log = new ArrayList<>();
  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).log(log::add).build();

  @TempDir private Path directory;

  @BeforeEach
  void needsNamespaces() {
    MinimalRoot.assumeNamespaces();
  }

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void theZipAnswersAnOrderFromItsArchive() throws Exception {
    Path unpacked = directory.resolve("some where else");
    MinimalRoot.run(
        Map.of("TZ", "Asia/Kolkata"),
        "unzip",
        "-q",
        System.getProperty("zip"),
        "-d",
        unpacked.toString());
    Environment environment = emulator.start(function(MinimalRoot.readOnly(unpacked)));
    assertOrderIsAnswered(environment);
    assertThat(log).noneMatch(line -> line.contains("archive"));
  }

  @Test
  void theImageAnswersAnOrderFromItsArchive() throws Exception {
    ImageFile image = ImageFile.unpack(Path.of(System.getProperty("image")), directory);
    assertThat(image.run().get("WorkingDir")).isEqualTo("/var/task");
    assertThat(image.run().get("User")).as("Lambda names the user").isNull();
    assertThat(image.entry()).containsExactly("/var/task/bootstrap", OrdersHandler.class.getName());
    assertThat(image.labels()).containsKey("org.opencontainers.image.version");
    MinimalRoot.addLibraries(image.root());
    Environment environment =
        emulator.start(function(MinimalRoot.changed(image.root(), image.entry())));
    assertOrderIsAnswered(environment);
    assertThat(log).noneMatch(line -> line.contains("archive"));
  }

  @Test
  void theImageIsRestoredFromASnapshot() throws Exception {
    ImageFile image = ImageFile.unpack(Path.of(System.getProperty("image")), directory);
    MinimalRoot.addLibraries(image.root());
    try (Snapshot snapshot =
        emulator.publish(function(MinimalRoot.changed(image.root(), image.entry())))) {
      assertOrderIsAnswered(snapshot.restore());
    }
    assertThat(log).anyMatch(line -> line.startsWith("RESTORE_REPORT"));
    assertThat(log).anyMatch(line -> line.contains("HOOKS") && line.contains("order numbers"));
  }

  private void assertOrderIsAnswered(Environment environment) throws Exception {
    byte[] order = Files.readAllBytes(Path.of("events", "simple-order.json"));
    InvocationResult result = environment.invoke(order);
    assertThat(result.functionError()).as(result.text()).isNull();
    Map<String, Object> answer = JSON.std.mapFrom(result.text());
    assertThat(answer).containsEntry("statusCode", 201);
    assertThat(JSON.std.mapFrom((String) answer.get("body"))).containsEntry("totalCents", 19522);
  }

  private FunctionSpec function(List<String> command) {
    return FunctionSpec.builder()
        .command(command)
        .handler(OrdersHandler.class.getName())
        .name("orders")
        .timeout(Duration.ofSeconds(30))
        .environment("TZ", ZONE)
        .environment("SNAPSTART_JAVA_OPTIONS", ARCHIVE_REQUIRED)
        .workingDirectory(directory)
        .build();
  }
}
