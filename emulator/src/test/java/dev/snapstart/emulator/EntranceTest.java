package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /bin/sh and /usr/bin/env as Linux has them")
class EntranceTest {

  private static final long THIS = ProcessHandle.current().pid();
  private static final Path NO_GROUP = Path.of("/dev/null");

  @TempDir private Path directory;

  @Test
  void becomesTheProgramInItsGroup() throws Exception {
    Path group = directory.resolve("cgroup.procs");
    ShortProgram program = enter(THIS, group, "sh", "-c", "echo $PPID");
    assertThat(program.status()).isZero();
    assertThat(program.output().strip()).isEqualTo(Long.toString(THIS));
    assertThat(group).hasContent("0\n");
  }

  @Test
  void beginsWithoutALimitWhereItCannotEnter() throws Exception {
    Path group = directory.resolve("none").resolve("cgroup.procs");
    ShortProgram program = enter(THIS, group, "echo", "begun");
    assertThat(program.output().strip()).isEqualTo("begun");
  }

  @Test
  void givesTheProgramItsVariablesAndNoneOfTheShell() throws Exception {
    Map<String, String> variables = Map.of("ORDERS", "1", "orders.url", "a b", "-", "2");
    List<String> line = new ArrayList<>(Entrance.of(THIS, NO_GROUP, variables));
    line.add("env");
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines()).containsExactlyInAnyOrder("ORDERS=1", "orders.url=a b", "-=2");
    }
  }

  /** As when the emulator was killed between the start of a process and its first step. */
  @Test
  void doesNotBeginWithoutItsParent() throws Exception {
    Path begun = directory.resolve("begun");
    ShortProgram program = enter(Recorded.NO_PROCESS, NO_GROUP, "touch", begun.toString());
    assertThat(program.status()).isEqualTo(1);
    assertThat(Files.exists(begun)).isFalse();
  }

  private static ShortProgram enter(long parent, Path group, String... program) throws Exception {
    List<String> command = new ArrayList<>(Entrance.of(parent, group, Map.of()));
    command.addAll(List.of(program));
    return ShortProgram.run(command, Duration.ofSeconds(20));
  }
}
