package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a function that needs more memory than it has, where this can be enforced. */
class ControlGroupTest {

  private Emulator emulator;

  @BeforeEach
  void requireControlGroups() {
    ControlGroup group = ControlGroup.create(64);
    assumeTrue(group != null, "this machine lets nobody make control groups here");
    group.close();
    emulator = Emulator.builder().build();
  }

  @AfterEach
  void closeEmulator() throws Exception {
    if (emulator != null) {
      emulator.close();
      assertThat(ControlGroup.ofThisEmulator()).isZero();
    }
  }

  @Test
  void endsAnInvocationThatNeedsTooMuch() throws Exception {
    Environment environment = emulator.start(small("loop"));
    assertThat(environment.invoke("little".getBytes(UTF_8)).text()).isEqualTo("little");

    InvocationResult result = environment.invoke("allocate".getBytes(UTF_8));

    assertThat(result.errorType()).isEqualTo("Runtime.OutOfMemory");
    assertThat(result.text()).contains("Runtime exited with error: signal: killed");
    assertThat(environment.logLines())
        .last()
        .asString()
        .endsWith("\tStatus: error\tError Type: Runtime.OutOfMemory\t");
  }

  @Test
  void isThereWhenTheJvmLooksForTheFirstTime() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").memoryMb(256).build());
    String bytes = environment.invoke("max-heap".getBytes(UTF_8)).text();
    assertThat(Long.parseLong(bytes)).isLessThan(256L << 20);
  }

  @Test
  void failsAnInitThatNeedsTooMuch() throws Exception {
    try {
      emulator.start(small("allocate:400", "loop"));
    } catch (EnvironmentFailure failure) {
      assertThat(failure.errorType()).isEqualTo("Runtime.OutOfMemory");
      return;
    }
    throw new AssertionError("it was initialized");
  }

  @Test
  @NeedsCriu
  void holdsClonesToTheirMemoryToo() throws Exception {
    try (Snapshot snapshot = emulator.publish(small("restore-next", "loop"))) {
      Environment first = snapshot.restore();
      Environment second = snapshot.restore();
      assertThat(first.invoke("allocate".getBytes(UTF_8)).errorType())
          .isEqualTo("Runtime.OutOfMemory");
      assertThat(second.invoke("little".getBytes(UTF_8)).text()).isEqualTo("little");
    }
  }

  @Test
  void doesNotLimitWhereItIsNotAsked() throws Exception {
    try (Emulator generous = Emulator.builder().limits(Limits.platform().withoutMemory()).build()) {
      assertThat(generous.start(small("loop")).invoke("allocate".getBytes(UTF_8)).text())
          .isEqualTo("allocate");
    }
  }

  @Test
  void endsWhatAKilledEmulatorHasLeft() throws Exception {
    String dead = OwnDirectory.PREFIX + Recorded.NO_PROCESS + "-";
    ControlGroup mine = ControlGroup.create(64);
    Path left = mine.processes().resolveSibling(Path.of("..", dead + "memory-1")).normalize();
    Files.createDirectory(left);
    Process process = new ProcessBuilder("sleep", "600").start();
    Files.writeString(left.resolve("cgroup.procs"), Long.toString(process.pid()));
    ControlGroup.create(64).close();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    await(
        "the next but one has removed the group",
        () -> {
          ControlGroup.create(64).close();
          return !Files.exists(left);
        });
    mine.close();
  }

  private static FunctionSpec small(String... steps) {
    FunctionSpec plain =
        PlainFunction.doing(steps).memoryMb(128).timeout(Duration.ofSeconds(30)).build();
    return plain.withJvmOption("-Xmx800m");
  }
}
