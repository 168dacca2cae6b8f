package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Machines that lack something: what is said then. */
@EnabledOnOs(OS.LINUX)
class MissingToolsTest {

  @TempDir private Path directory;
  private Path tools;

  @BeforeEach
  void makeDirectoryOfTools() throws Exception {
    tools = Files.createDirectory(directory.resolve("tools"));
  }

  @Test
  void tellsThatCriuIsMissing() throws Exception {
    assertThat(restore().output())
        .contains("CRIU is not installed", "SNAPSTART_CRIU", "tools/install-criu")
        .contains("[EMULATOR_NO_CRIU]")
        .contains("the engine pause is for functions only");
  }

  @Test
  void tellsACriuThatIsTooOld() throws Exception {
    tool("criu", "echo 'Version: 3.19'");
    assertThat(restore().output())
        .contains("criu is too old (Version: 3.19, 4.1 is needed); tools/install-criu")
        .contains("[EMULATOR_UNUSABLE_CRIU]");
  }

  @Test
  void tellsACriuThatIsNone() throws Exception {
    tool("criu", "echo usage");
    assertThat(restore().output())
        .contains("criu does not tell its version", "[EMULATOR_UNUSABLE_CRIU]");
  }

  @Test
  void tellsACriuThatCannotBeExecuted() throws Exception {
    Path criu = Files.writeString(tools.resolve("criu"), "#!/no/such/shell\n");
    assertThat(criu.toFile().setExecutable(true)).isTrue();
    assertThat(restore().output()).contains("cannot run " + criu, "[EMULATOR_UNUSABLE_CRIU]");
  }

  @Test
  @NeedsCriu
  void tellsWhatCriuMissesInTheKernel() throws Exception {
    tool("criu", "[ $1 = check ] && echo 'Error: no timens' || echo 'Version: 4.2'");
    assertThat(restore().output())
        .contains("criu check failed", "Error: no timens [EMULATOR_CRIU_NOT_ALLOWED]");
  }

  @Test
  @NeedsCriu
  void tellsThatThereAreNoProcessNamespaces() throws Exception {
    tool("criu", "[ $1 = check ] && echo 'Looks good.' || echo 'Version: 4.2'");
    tool("unshare", "echo 'unshare failed: Operation not permitted'");
    assertThat(restore().output())
        .contains("there are no process namespaces here")
        .contains("Operation not permitted [EMULATOR_CRIU_NOT_ALLOWED]");
  }

  @Test
  void tellsThatCriuIsForLinux() throws Exception {
    ShortProgram run = launcher().jvmOption("-Dos.name=Plan 9").run("restore", "x");
    assertThat(run.output()).contains("CRIU is a program for Linux [EMULATOR_NO_CRIU]");
  }

  @Test
  void tellsThatCriuIsNotThereForClones() throws Exception {
    ShortProgram run =
        launcher().run("clones", "--event", event(), "--", PlainFunction.java(), "-version");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.output())
        .contains("cannot use the engine criu: CRIU is not installed", "[EMULATOR_NO_CRIU]");
  }

  @Test
  @NeedsCriu
  void tellsThatThereIsNoPerl() throws Exception {
    requireRoot();
    ShortProgram run =
        new LauncherInOwnJvm(directory)
            .without(CriuCommands.PERL)
            .variable("SNAPSTART_CRIU", Criu.ofMachine().program().toString())
            .run("restore", "x");
    assertThat(run.output())
        .contains("cannot restore programs without /usr/bin/perl: install perl [EMULATOR_NO_PERL]");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void tellsThatThereIsNoLibfaketime() throws Exception {
    requireNoSystemsLibfaketime();
    ShortProgram run = run(launcher(), "--later", "14d", "--", PlainFunction.java(), "-version");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.output())
        .contains("there is no libfaketime here", "tools/install-faketime", "SNAPSTART_FAKETIME")
        .contains("[EMULATOR_NO_FAKETIME]");
  }

  @Test
  void tellsThatConnectionsCannotBeBroken() throws Exception {
    Path library;
    try {
      library = TimeTravel.findLibrary();
    } catch (IllegalArgumentException e) {
      assumeTrue(System.getenv("SNAPSTART_REQUIRE_CRIU") != null, e.getMessage());
      throw e;
    }
    try (ServerSocket peer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      List<String> arguments = new ArrayList<>(List.of("--later", "14d", "--"));
      arguments.addAll(
          PlainFunction.doing("keep-connection:" + peer.getLocalPort(), "restore-next", "loop")
              .build()
              .command());
      ShortProgram run =
          run(
              launcher().variable("SNAPSTART_FAKETIME", library.toString()),
              arguments.toArray(String[]::new));
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.output())
          .contains("cannot break the connection to 127.0.0.1:" + peer.getLocalPort())
          .contains("the program ss of the package iproute2 cannot be run")
          .contains("[EMULATOR_CONNECTION_NOT_BROKEN]");
    }
  }

  @Test
  void tellsThatProcessesCannotBeHeld() throws Exception {
    requireRoot();
    ShortProgram run =
        new LauncherInOwnJvm(directory).without(Path.of("/bin/sh")).main(Freezing.class).run();
    assertThat(run.output())
        .contains("cannot signal the process of \"plain\"")
        .contains("a system is needed that has /bin/sh and kill [EMULATOR_NO_SIGNALS]");
  }

  @Test
  void tellsThatTheTemporaryDirectoryCannotBeWritten() throws Exception {
    String missing = directory.resolve("missing").toString();
    LauncherInOwnJvm launcher = launcher().jvmOption("-Djava.io.tmpdir=" + missing);
    ShortProgram run = run(launcher, "--on-demand", "--", PlainFunction.java(), "-version");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output())
        .contains("cannot start function \"function\": cannot make a file in the temporary")
        .contains(missing)
        .contains("choose one with -Djava.io.tmpdir=DIRECTORY [EMULATOR_TEMPORARY_DIRECTORY]");
  }

  private static void requireRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gets that far");
  }

  private static void requireNoSystemsLibfaketime() {
    for (String libraries :
        List.of("lib", "lib64", "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu")) {
      Path directory = Path.of("/usr", libraries, "faketime");
      assumeFalse(Files.exists(directory), "libfaketime is installed here");
    }
  }

  /** One that finds no programs but those of the test. */
  private LauncherInOwnJvm launcher() {
    return new LauncherInOwnJvm(directory).variable("PATH", tools.toString());
  }

  private ShortProgram restore() throws Exception {
    ShortProgram run = launcher().run("restore", "x");
    assertThat(run.status()).isEqualTo(1);
    return run;
  }

  private ShortProgram run(LauncherInOwnJvm launcher, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "--engine", "pause", "--event", event()));
    all.addAll(List.of(arguments));
    return launcher.run(all.toArray(String[]::new));
  }

  private String event() throws Exception {
    return Files.writeString(directory.resolve("event.json"), "{}").toString();
  }

  private void tool(String name, String script) throws Exception {
    Path tool = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
  }

  /** Holds an environment. */
  static final class Freezing {
    public static void main(String[] arguments) throws Exception {
      try (Emulator emulator = Emulator.builder().build()) {
        emulator.start(PlainFunction.doing("loop").build()).freeze();
      }
    }
  }
}
