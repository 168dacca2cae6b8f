package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample as real clones of one image. */
@NeedsCriu
class OrdersClonesTest {

  private static final int CLONES = 8;

  @TempDir private Path temporary;

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

  @Test
  void passesTheCloneCheck() throws Exception {
    Checked checked = check();
    assertThat(checked.output()).contains("nothing repeats that must not");
    assertThat(checked.status()).isZero();
  }

  /** With the hooks removed: org.crac finds nobody who runs them. */
  @Test
  void failsTheCloneCheckWithoutItsHooks() throws Exception {
    Checked checked = check("--jvm-option=-Dorg.crac.Core.Compat=nobody");
    assertThat(checked.output())
        .contains("REPEATED $.body.orderNumber: the same sequence of values in clones [1, 2, 3]");
    assertThat(checked.status()).isEqualTo(1);
  }

  private record Checked(int status, String output) {}

  private static Checked check(String... options) throws Exception {
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "dev.snapstart.emulator.Main",
                "clones",
                "--handler",
                OrdersHandler.class.getName(),
                "--class-path",
                classPath,
                "--event",
                "events/simple-order.json"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Checked(process.waitFor(), output);
  }
}
