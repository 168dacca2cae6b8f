package dev.snapstart.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .hasMessageContaining("expected a whole dump");
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
        .hasMessageContaining("expected a whole dump");
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
        .hasMessageContaining("cannot read heap dump " + empty);
  }

  private static AuditReport audit(Path dump) throws IOException {
    return Audit.ofDump(dump, List.of(), line -> {});
  }

  private static SizeView.Row row(List<SizeView.Row> rows, String name) {
    return rows.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private Path dump() throws Exception {
    Path hosts = temporary.resolve("hosts");
    Files.writeString(hosts, "192.0.2.1 cached.example\n");
    Process program =
        new ProcessBuilder(
                Audited.java(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Sized.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
        HeapDumps dumps = new HeapDumps(temporary)) {
      assertThat(out.readLine()).isEqualTo("ready");
      return dumps.take(program.pid(), "program");
    } finally {
      program.destroyForcibly().waitFor();
    }
  }
}
