package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.TimeZone;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {

  @TempDir private Path temporary;

  @Test
  void datesFilesAlikeInEveryTimeZone() throws Exception {
    StagedFunction function = StagedSample.in(temporary.resolve("f")).function();
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : new String[] {"UTC", "Pacific/Auckland"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        FunctionZip.write(function, temporary.resolve(zone.replace('/', '-') + ".zip"));
      }
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(temporary.resolve("UTC.zip"))
        .hasSameBinaryContentAs(temporary.resolve("Pacific-Auckland.zip"));
    try (ZipFile zip = ZipFile.builder().setPath(temporary.resolve("UTC.zip")).get()) {
      assertThat(Collections.list(zip.getEntries()))
          .isNotEmpty()
          .allMatch(entry -> entry.getLastModifiedTime().toInstant().equals(SampleFunction.TIME));
    }
  }

  @Test
  void keepsOrderAndPermissions() throws Exception {
    Path file = temporary.resolve("f.zip");
    FunctionZip.write(StagedSample.in(temporary.resolve("f")).function(), file);
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      assertThat(Collections.list(zip.getEntriesInPhysicalOrder()))
          .extracting(ZipArchiveEntry::getName)
          .containsExactly(
              "bootstrap",
              "function.aot",
              "function.jar",
              "jdk/bin/java",
              "jdk/lib/modules",
              "lib/a.jar");
      assertThat(zip.getEntry("bootstrap").getUnixMode()).isEqualTo(0100755);
      assertThat(zip.getEntry("jdk/bin/java").getUnixMode()).isEqualTo(0100755);
      assertThat(zip.getEntry("function.jar").getUnixMode()).isEqualTo(0100644);
    }
  }
}
