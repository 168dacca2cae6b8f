package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clones by a user who is not root; this test is, and becomes nobody. */
@NeedsCriu
class NonRootTest {

  private static final String NEEDED = "+checkpoint_restore,+setpcap,+sys_admin,+sys_ptrace";

  @TempDir private Path directory;

  /** Nobody can read what stands in root's own directories. */
  @BeforeEach
  void copyWhatNobodyMayRead() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "only root can become somebody else");
    open(directory);
    copy(Path.of(PlainFunction.location(Emulator.class)));
    copy(Path.of(PlainFunction.classPath()));
    if (isUnpacked()) {
      copy(Criu.ofMachine().program().getParent());
    }
    open(Files.createDirectory(directory.resolve("tmp")));
  }

  @Test
  void makesClonesWithTheNeededCapabilities() throws Exception {
    String output =
        outputAsNobody(TwoClones.class, "--inh-caps=" + NEEDED, "--ambient-caps=" + NEEDED);
    assertThat(output).contains("first", "second");
  }

  @Test
  void saysWhichCapabilitiesAreMissing() throws Exception {
    String some = "+sys_admin,+sys_ptrace";
    assertThat(outputAsNobody(Obstacle.class, "--inh-caps=" + some, "--ambient-caps=" + some))
        .contains("the capabilities checkpoint_restore, setpcap, which this process does not have")
        .contains("--ambient-caps=+checkpoint_restore,+setpcap COMMAND [EMULATOR_NO_CAPABILITIES]");
  }

  private String outputAsNobody(Class<?> main, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            PlainFunction.java(),
            "-Djava.io.tmpdir=" + directory.resolve("tmp"),
            "-cp",
            directory.resolve("classes") + ":" + directory.resolve("test-classes"),
            main.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SNAPSTART_CRIU", criu().toString());
    Process process = builder.directory(directory.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** By tools/install-criu; else it is the system's, which everybody can read. */
  private static boolean isUnpacked() {
    return Criu.ofMachine().program().getParent().endsWith(".criu");
  }

  private Path criu() {
    return isUnpacked() ? directory.resolve(".criu/criu") : Criu.ofMachine().program();
  }

  private void copy(Path from) throws IOException {
    Path to = directory.resolve(from.getFileName().toString());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, target);
        }
      }
    }
    try (Stream<Path> files = Files.walk(to)) {
      for (Path file : files.toList()) {
        open(file);
      }
    }
  }

  private static void open(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** Why there are none. */
  static final class Obstacle {
    public static void main(String[] arguments) {
      System.out.println(Engine.CRIU.obstacle().orElse("none"));
    }
  }
}
