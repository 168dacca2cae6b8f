package dev.snapstart.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.audit.hazards.Hazards;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function that has all that must not be in a snapshot. */
class HazardsTest {

  private static final String SECRET = "correct horse battery staple";

  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource
  void findsAllOfThemWithTheirPathsAndNothingElse(Audited.Runtime runtime) throws Exception {
    AuditReport report = audit(runtime);
    assertThat(Audited.found(report.open(Severity.NOTE)))
        .isEqualTo(Audited.expected(Hazards.class));
    assertThat(report.findings()).allMatch(each -> !each.steps().isEmpty());
    assertThatThrownBy(report::requireClean)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the snapshot has what clones must not share [AUDIT_NOT_CLEAN]:");
    assertThat(report.toJson() + report.toText() + report.toHtml())
        .doesNotContain(SECRET)
        .doesNotContain("AKIAIOSFODNN7EXAMPLE")
        .doesNotContain("eyJhbGciOiJub25lIn0");
  }

  /**
   * The cache of names is emptied before a checkpoint by both runtimes, so {@link DumpTest} has it.
   */
  @Test
  void theSampleHasAllKindsButNamesInTheCacheOfTheJvm() throws IOException {
    Set<String> kinds =
        Audited.expected(Hazards.class).stream()
            .map(each -> each.split(" ", 2)[0])
            .collect(Collectors.toSet());
    Set<Kind> without = EnumSet.complementOf(EnumSet.of(Kind.DNS_CACHE));
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(30);
    assertThat(without).extracting(Kind::name).containsExactlyInAnyOrderElementsOf(kinds);
  }

  private AuditReport audit(Audited.Runtime runtime) throws Exception {
    Path zip = temporary.resolve("archive.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      entries.putNextEntry(new ZipEntry("entry"));
    }
    Path hosts = temporary.resolve("hosts");
    Files.write(
        hosts,
        List.of(
            "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName(),
            "192.0.2.7 db.example"));
    Path files = Files.createDirectory(temporary.resolve("tmp"));
    return Audit.of(
            runtime
                .function(
                    Hazards.class, "-Djdk.net.hosts.file=" + hosts, "-Djava.io.tmpdir=" + files)
                .environment("ZIP", zip.toString())
                .environment("DB_PASSWORD", SECRET)
                .build())
        .run();
  }
}
