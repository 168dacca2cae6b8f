package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample as real clones of one image. */
class OrdersClonesTest {

  private static final int CLONES = 8;

  @TempDir private Path temporary;

  @BeforeAll
  static void needCriu() {
    String obstacle = Engine.CRIU.obstacle().orElse("");
    assumeTrue(obstacle.isEmpty() || System.getenv("SNAPSTART_REQUIRE_CRIU") != null, obstacle);
  }

  @Test
  void numbersOrdersDifferentlyInClonesThatRunSideBySide() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CLONES);
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(OrdersProcessTest.Runtime.OURS.orders(temporary))) {
      List<Future<Set<String>>> clones = new ArrayList<>();
      for (int i = 0; i < CLONES; i++) {
        clones.add(callers.submit(() -> OrdersProcessTest.orderNumbers(snapshot.restore())));
      }
      List<String> numbers = new ArrayList<>();
      for (Future<Set<String>> clone : clones) {
        numbers.addAll(clone.get());
      }
      assertThat(numbers).hasSize(3 * CLONES).doesNotHaveDuplicates();
    } finally {
      callers.shutdownNow();
    }
  }
}
