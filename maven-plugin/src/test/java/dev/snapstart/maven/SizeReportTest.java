package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.maven.StagedFunction.Part;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeReportTest {

  @TempDir private Path temporary;

  @Test
  void tellsTheSizeOfEachPart() throws Exception {
    StagedSample sample = StagedSample.in(temporary);
    sample.file("lib/large.jar", "x".repeat(3 << 20), Part.DEPENDENCIES);
    assertThat(new SizeReport(sample.function()).lines())
        .hasSize(5)
        .anyMatch(line -> line.matches("dependencies +3.0 MB +2 files"))
        .last()
        .asString()
        .matches("unzipped +3.0 MB +of 250.0 MB");
  }

  @Test
  void refusesWhatLambdaWouldNotTakeAndNamesWhatIsLarge() throws Exception {
    StagedSample sample = StagedSample.in(temporary);
    sample.file("lib/large.jar", "x".repeat(3 << 20), Part.DEPENDENCIES);
    SizeReport report = new SizeReport(sample.function());
    assertThatCode(report::requireZipSize).doesNotThrowAnyException();
    assertThatThrownBy(() -> report.requireWithin(2 << 20))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("it has 3.0 MB unzipped, Lambda takes 2.0 MB")
        .hasMessageContaining("up to 10 GB) [PACKAGE_TOO_LARGE]\n")
        .hasMessageContaining("3.0 MB  lib/large.jar");
  }
}
