package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static dev.snapstart.emulator.Recorded.isRunning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** However the emulator's JVM ends, no function process outlives it. */
class EmulatorEndTest {

  @Test
  void endsItsProcessesWhenTheJvmIsAskedToStop() throws Exception {
    endsItsProcessesOn(Process::destroy);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs setpriv --pdeathsig")
  void endsItsProcessesWhenTheJvmIsKilled() throws Exception {
    endsItsProcessesOn(Process::destroyForcibly);
  }

  @Test
  @NeedsCriu
  void endsItsClonesWhenTheJvmIsAskedToStop() throws Exception {
    endsItsProcessesOn(Process::destroy, CloneHolder.class);
  }

  @Test
  @NeedsCriu
  void endsItsClonesWhenTheJvmIsKilled() throws Exception {
    endsItsProcessesOn(Process::destroyForcibly, CloneHolder.class);
  }

  /** At whatever moment: in an init, a dump, a restore, an invocation, or between them. */
  @Test
  @NeedsCriu
  void leavesNothingThatRunsAndNothingThatStaysWhenItIsKilled() throws Exception {
    Path directory = Files.createTempDirectory("killed");
    for (int millis = 150; millis < 1_500; millis += 150) {
      Process jvm = start(Cycling.class, directory.toString());
      jvm.waitFor(millis, TimeUnit.MILLISECONDS);
      jvm.destroyForcibly().waitFor();
    }
    await("no function process is left", () -> processesWith(directory.toString()) == 0);

    // the next one cleans up when it needs a file of the kind
    try (Emulator next = Emulator.builder().engine(Engine.CRIU).build()) {
      next.publish(PlainFunction.doing("restore-next", "loop").build()).close();
    }
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(EmulatorEndTest::isOfDeadEmulator)).isEmpty();
    }
    Files.delete(directory);
  }

  private static boolean isOfDeadEmulator(Path path) {
    return path.getFileName().toString().startsWith(OwnDirectory.PREFIX)
        && OwnDirectory.isOfDeadEmulator(path);
  }

  private static long processesWith(String argument) {
    return ProcessHandle.allProcesses()
        .filter(process -> isRunning(process.pid()))
        .filter(process -> process.info().commandLine().orElse("").contains(argument))
        .count();
  }

  private static Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(PlainFunction.java(), "-cp", PlainFunction.emulatorClassPath(), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void endsItsProcessesOn(Consumer<Process> end) throws Exception {
    endsItsProcessesOn(end, Holder.class);
  }

  private static void endsItsProcessesOn(Consumer<Process> end, Class<?> holder) throws Exception {
    Process jvm = start(holder);
    long pid;
    try (BufferedReader output = jvm.inputReader()) {
      pid = Long.parseLong(output.readLine());
      assertThat(isRunning(pid)).isTrue();

      end.accept(jvm);
      jvm.waitFor();
    }

    await("function process " + pid + " has ended", () -> !isRunning(pid));
  }

  /** Starts a function from a thread that ends at once, and stays. */
  static final class Holder {

    public static void main(String[] args) throws Exception {
      Emulator emulator = Emulator.builder().build();
      Thread starter =
          new Thread(() -> {
            try {
              System.out.println(emulator.start(PlainFunction.doing("loop").build()).pid());
            } catch (EnvironmentFailure | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      starter.start();
      starter.join();
      Thread.currentThread().join();
    }
  }

  /** Restores a clone, and stays. */
  static final class CloneHolder {

    public static void main(String[] args) throws Exception {
      Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
      Snapshot snapshot = emulator.publish(PlainFunction.doing("restore-next", "loop").build());
      System.out.println(snapshot.restore().pid());
      Thread.currentThread().join();
    }
  }

  /** Publishes, restores and invokes, again and again. */
  static final class Cycling {

    public static void main(String[] args) throws Exception {
      FunctionSpec function =
          PlainFunction.doing("print:" + args[0], "restore-next", "loop").build();
      try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build()) {
        while (true) {
          try (Snapshot snapshot = emulator.publish(function)) {
            snapshot.restore().invoke(new byte[0]);
            snapshot.restore().invoke(new byte[0]);
          }
        }
      }
    }
  }
}
