package dev.snapstart.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restores that are later than their checkpoints, where this machine has libfaketime. */
class TimeTravelTest {

  private static final Duration LATER = Duration.ofDays(14);

  @BeforeEach
  void requireLibrary() {
    try {
      TimeTravel.by(LATER).close();
    } catch (IllegalArgumentException e) {
      if (System.getenv("SNAPSTART_REQUIRE_CRIU") != null) {
        throw e;
      }
      abort(e.getMessage());
    }
  }

  @Test
  void goesAheadWithTheWallClockOnly() throws Exception {
    travels(Engine.PAUSE, 1);
  }

  @Test
  @NeedsCriu
  void goesAheadInAllClones() throws Exception {
    travels(Engine.CRIU, 3);
  }

  @Test
  @NeedsCriu
  void goesAheadWithManyAtOnceAndLeavesNothingBehind() throws Exception {
    long before = shared();
    ExecutorService callers = Executors.newFixedThreadPool(6);
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).later(LATER).build()) {
      FunctionVersion version =
          emulator
              .deploySnapStart(
                  PlainFunction.doing("restore-next", "loop").build(), Scaling.platform())
              .awaitActive();
      List<Future<InvocationResult>> results = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        results.add(callers.submit(() -> version.invoke("clocks".getBytes(UTF_8))));
      }
      for (Future<InvocationResult> each : results) {
        assertThat(clocks(each.get().text())[0])
            .isGreaterThan(Instant.now().plus(LATER).minusSeconds(60).getEpochSecond());
      }
      // one that cannot be published leaves nothing either
      assertThatThrownBy(
              () -> emulator.publish(PlainFunction.doing("init-error:A.B", "exit:1").build()))
          .isInstanceOf(EnvironmentFailure.class);
    } finally {
      callers.shutdownNow();
    }
    assertThat(shared()).isEqualTo(before);
  }

  /** What the library leaves in shared memory. */
  private static long shared() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
      return files.filter(file -> file.getFileName().toString().contains("faketime")).count();
    }
  }

  /** It gets other keys, which are good for six hours of its own time. */
  @Test
  void givesOtherCredentialsAndAnotherLogStream() throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).later(LATER).build();
        Snapshot snapshot =
            emulator.publish(PlainFunction.doing("credentials", "restore-next", "loop").build())) {
      String before = credentials(snapshot.logLines());
      Environment restored = snapshot.restore();
      String after = restored.invoke("credentials".getBytes(UTF_8)).text();
      assertThat(value(after, "AccessKeyId"))
          .startsWith("emulator-access-key-")
          .isNotEqualTo(value(before, "AccessKeyId"));
      assertThat(Instant.parse(value(before, "Expiration"))).isBefore(Instant.now().plus(LATER));
      assertThat(Instant.parse(value(after, "Expiration"))).isAfter(Instant.now().plus(LATER));
      assertThat(restored.logStream()).matches("\\d{4}/\\d\\d/\\d\\d/\\[1][0-9a-f]{32}");
    }
  }

  /** Their peers have closed them long ago. */
  @Test
  void breaksConnectionsThatWereLeftOpen() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Emulator emulator = Emulator.builder().engine(Engine.PAUSE).later(LATER).build();
        Snapshot snapshot =
            emulator.publish(
                PlainFunction.doing(
                        "keep-connection:" + peer.getLocalPort(), "restore-next", "loop")
                    .build())) {
      Environment restored = snapshot.restore();
      assertThat(restored.invoke("read-kept".getBytes(UTF_8)).text()).isEqualTo("broken");
    }
  }

  @Test
  void refusesToGoBack() {
    assertThatThrownBy(() -> Emulator.builder().later(Duration.ofSeconds(-1)))
        .hasMessageContaining("expected whole seconds, at most 100 years [EMULATOR_BAD_OPTION]");
    assertThatThrownBy(() -> Emulator.builder().later(Duration.ofMillis(500)))
        .hasMessageContaining("expected whole seconds");
  }

  private static void travels(Engine engine, int clones) throws Exception {
    FunctionSpec function =
        PlainFunction.doing("print-clocks", "restore-next", "print-clocks", "loop").build();
    try (Emulator emulator = Emulator.builder().engine(engine).later(LATER).build();
        Snapshot snapshot = emulator.publish(function)) {
      long[] before = clocks(snapshot.logLines().get(1));
      for (int i = 0; i < clones; i++) {
        Environment clone = snapshot.restore();
        long[] now = clocks(clone.invoke("clocks".getBytes(UTF_8)).text());
        assertThat(now[0] - before[0]).isGreaterThanOrEqualTo(LATER.toSeconds());
        assertThat(now[1] - before[1]).isLessThan(LATER.toSeconds() / 2);
        // the platform's clock is the function's
        long deadlineMillis =
            clone.logLines().stream()
                .filter(line -> line.startsWith("Lambda-Runtime-Deadline-Ms: "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
        assertThat(deadlineMillis / 1_000).isGreaterThan(before[0] + LATER.toSeconds());
      }
    }
  }

  private static long[] clocks(String line) {
    String[] seconds = line.split(" ", -1);
    return new long[] {Long.parseLong(seconds[0]), Long.parseLong(seconds[1])};
  }

  private static String credentials(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("{\"Acc")).findFirst().orElseThrow();
  }

  private static String value(String json, String name) {
    return json.replaceAll(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
  }
}
