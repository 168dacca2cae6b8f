package dev.snapstart.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heap dumps of an ordinary program. */
class DumpTest {

  @TempDir private Path temporary;

  @Test
  void findsNamesThatTheJvmHasCached() throws Exception {
    assertThat(audit(dump()).findings())
        .anySatisfy(each -> {
          assertThat(each.kind()).isEqualTo(Kind.DNS_CACHE);
          assertThat(each.value()).isEqualTo("cached.example");
          assertThat(each.path()).startsWith("static java.net.InetAddress.cache");
          assertThat(each.rule()).isEqualTo("SNAP_DNS_CACHE");
        });
  }

  @Test
  void saysWhatFillsAHeapAndWhoseItIs() throws Exception {
    SizeView sizes = audit(dump()).sizes();
    assertThat(sizes).isNotNull();
    SizeView.Row large = row(sizes.roots(), "static " + Sized.class.getName() + ".large");
    // 10 arrays of 100 016 bytes, and what holds them
    assertThat(large.retained()).isBetween(1_000_160L, 1_001_000L);
    SizeView.Row type = row(sizes.classes(), Sized.Blob.class.getName());
    assertThat(type.objects()).isEqualTo(10);
    assertThat(type.bytes()).isEqualTo(10 * 16L);
    // what two have is retained by neither
    assertThat(type.retained()).isBetween(1_000_000L, 1_001_000L);
    assertThat(sizes.totalBytes()).isGreaterThan(2_000_000L);
    assertThat(sizes.tree()).containsKey("children");
  }

  @Test
  void saysThatADumpIsTruncated() throws Exception {
    Path dump = dump();
    try (RandomAccessFile file = new RandomAccessFile(dump.toFile(), "rw")) {
      file.setLength(file.length() * 2 / 3);
    }
    assertThatThrownBy(() -> audit(dump))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read heap dump " + dump + ": it is truncated")
        .hasMessageContaining("there is no end record")
        .hasMessageContaining("expected a whole dump")
        .hasMessageEndingWith("[AUDIT_NOT_A_DUMP]");
  }

  @Test
  void saysThatADumpIsBrokenInTheMiddle() throws Exception {
    Path dump = dump();
    byte[] bytes = Files.readAllBytes(dump);
    byte[] cut = new byte[bytes.length - 100_000];
    System.arraycopy(bytes, 0, cut, 0, bytes.length / 2);
    System.arraycopy(
        bytes, bytes.length / 2 + 100_000, cut, bytes.length / 2, cut.length - bytes.length / 2);
    Files.write(dump, cut);
    assertThatThrownBy(() -> audit(dump))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read heap dump " + dump)
        .hasMessageContaining("expected a whole dump")
        .hasMessageEndingWith("[AUDIT_NOT_A_DUMP]");
  }

  @Test
  void saysThatAFileIsNoDump() throws Exception {
    Path file = Files.writeString(temporary.resolve("some.txt"), "this is not what you want");
    assertThatThrownBy(() -> audit(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read heap dump " + file);
    Path empty = Files.createFile(temporary.resolve("empty.hprof"));
    assertThatThrownBy(() -> audit(empty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read heap dump " + empty)
        .hasMessageEndingWith("[AUDIT_NOT_A_DUMP]");
  }

  @Test
  void saysThatThereIsNoSuchDump() {
    Path none = temporary.resolve("none.hprof");
    assertThatThrownBy(() -> audit(none))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read the heap dump " + none)
        .hasMessageEndingWith("expected a file that can be read [AUDIT_CANNOT_READ]");
  }

  @Test
  void saysThatOneJvmHasTooLittleMemoryForTheHeapOfAnother() throws Exception {
    Path dump = dump("2000000");
    Path output = temporary.resolve("output");
    Process process =
        new ProcessBuilder(
                Audited.java(),
                "-Xmx24m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.snapstart.emulator.Main",
                "audit",
                "--dump",
                dump.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(Files.readString(output))
        .contains("cannot audit a heap of so many objects with 2")
        .contains("[AUDIT_NOT_ENOUGH_MEMORY]");
  }

  @Test
  void saysThatTheProcessHasEnded() throws Exception {
    Process ended = new ProcessBuilder(Audited.java(), "-version").start();
    ended.waitFor();
    assertThatThrownBy(() -> take(ended.pid()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot dump the heap of process " + ended.pid())
        .hasMessageContaining("the process has ended")
        .hasMessageEndingWith("[AUDIT_PROCESS_ENDED]");
  }

  @Test
  void saysThatThisJvmIsOfNoJdk() {
    String home = System.setProperty("java.home", temporary.toString());
    try {
      assertThatThrownBy(() -> take(ProcessHandle.current().pid()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("there is no " + temporary.resolve("bin/jcmd"))
          .hasMessageEndingWith("to be of a JDK, for its jcmd [AUDIT_NO_JCMD]");
    } finally {
      System.setProperty("java.home", home);
    }
  }

  /** Somebody has put something beside them. */
  @Test
  void saysThatDumpsAreLeft() throws Exception {
    HeapDumps dumps = new HeapDumps(null);
    Path dump = dumps.take(ProcessHandle.current().pid(), "this");
    Path others = Files.createDirectories(dump.resolveSibling("others/files"));
    assertThatThrownBy(dumps::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot delete the heap dumps in " + dump.getParent())
        .hasMessageEndingWith("[AUDIT_DUMPS_LEFT]");
    for (Path left : List.of(others, others.getParent(), dump, dump.getParent())) {
      Files.deleteIfExists(left);
    }
  }

  private void take(long pid) throws Exception {
    try (HeapDumps dumps = new HeapDumps(temporary)) {
      dumps.take(pid, "never");
    }
  }

  private static AuditReport audit(Path dump) throws IOException {
    return Audit.ofDump(dump, List.of(), line -> {});
  }

  private static SizeView.Row row(List<SizeView.Row> rows, String name) {
    return rows.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private Path dump(String... arguments) throws Exception {
    Path hosts = temporary.resolve("hosts");
    Files.writeString(hosts, "192.0.2.1 cached.example\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                Audited.java(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Sized.class.getName()));
    command.addAll(List.of(arguments));
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
        HeapDumps dumps = new HeapDumps(temporary)) {
      assertThat(out.readLine()).isEqualTo("ready");
      return dumps.take(program.pid(), "program");
    } finally {
      program.destroyForcibly().waitFor();
    }
  }
}
