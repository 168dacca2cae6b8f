package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartupArchiveTest {

  @Test
  void saysNothingWithoutAnArchive() {
    assertThat(StartupArchive.misfit(null, "mixed mode")).isNull();
  }

  @Test
  void saysNothingWhenTheJvmSharesClasses() {
    assertThat(StartupArchive.misfit("function.aot", "mixed mode, sharing")).isNull();
  }

  @Test
  void namesTheArchiveThatDoesNotFit() {
    assertThat(StartupArchive.misfit("function.aot", "mixed mode"))
        .startsWith("the start-up archive function.aot does not fit")
        .endsWith(" [RUNTIME_ARCHIVE_UNUSABLE]");
  }
}
