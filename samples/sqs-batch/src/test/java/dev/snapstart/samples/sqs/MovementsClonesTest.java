package dev.snapstart.samples.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches for clones of one snapshot. */
class MovementsClonesTest {

  private static final String NOTHING_FAILED = "{\"batchItemFailures\":[]}";

  @TempDir private Path ledger;

  @Test
  @NeedsCriu
  void booksEachMessageOnceInWhicheverCloneItComes() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(MovementsHandler.class))) {
      assertThat(snapshot.hookReport().hooks())
          .anyMatch(hook -> hook.name().equals("book a sample batch") && hook.isOk());
      assertThat(entries()).isEmpty();
      Environment one = snapshot.restore();
      Environment other = snapshot.restore();
      assertThat(answer(one, message("m1", "P-1 3"), message("m2", "P-2 -1")))
          .isEqualTo(NOTHING_FAILED);
      // m2 once more, as SQS may do
      assertThat(answer(other, message("m2", "P-2 -1"), message("m3", "P-1 5")))
          .isEqualTo(NOTHING_FAILED);
      Map<String, String> entries = entries();
      assertThat(entries).containsOnlyKeys("m1", "m2", "m3");
      assertThat(worker(entries.get("m1")))
          .isEqualTo(worker(entries.get("m2")))
          .isNotEqualTo(worker(entries.get("m3")));
      assertThat(one.printedLines()).anyMatch(line -> line.endsWith("since the restore: 2"));
      assertThat(other.printedLines()).anyMatch(line -> line.endsWith("since the restore: 1"));
    }
  }

  @Test
  void namesTheMessagesThatAreToComeAgain() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = emulator.publish(function(MovementsHandler.class))) {
      Environment function = snapshot.restore();
      assertThat(answer(function, message("m1", "P-1 3"), message("m2", "?"), message("m3", "P 1")))
          .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
      assertThat(entries()).containsOnlyKeys("m1", "m3");
      assertThat(function.printedLines()).anyMatch(line -> line.endsWith("restore: 2"));
    }
  }

  /** The sample is booked, the first message is counted as the second, and all are one worker. */
  @Test
  @NeedsCriu
  void booksTheSampleInTheBrokenOne() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function(BrokenMovements.class))) {
      assertThat(entries()).containsOnlyKeys("sample");
      Environment one = snapshot.restore();
      answer(one, message("m1", "P-1 3"));
      answer(snapshot.restore(), message("m2", "P-1 3"));
      assertThat(one.printedLines()).anyMatch(line -> line.endsWith("since the restore: 2"));
      Map<String, String> entries = entries();
      assertThat(worker(entries.get("m1"))).isEqualTo(worker(entries.get("m2")));
    }
  }

  private FunctionSpec function(Class<? extends RequestHandler<?, ?>> handler) {
    return FunctionSpec.builder()
        .command(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.snapstart.runtime.Bootstrap",
            handler.getName())
        .environment("LEDGER", ledger.toString())
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  private static String answer(Environment function, String... messages)
      throws InterruptedException {
    String batch = "{\"Records\":[" + String.join(",", messages) + "]}";
    return function.invoke(batch.getBytes(UTF_8)).text();
  }

  private static String message(String id, String body) {
    return "{\"messageId\":\"" + id + "\",\"body\":\"" + body + "\"}";
  }

  private Map<String, String> entries() throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (Stream<Path> files = Files.list(ledger)) {
      for (Path file : files.toList()) {
        entries.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return entries;
  }

  private static String worker(String entry) {
    return entry.substring(entry.indexOf(" by ") + 4);
  }
}
