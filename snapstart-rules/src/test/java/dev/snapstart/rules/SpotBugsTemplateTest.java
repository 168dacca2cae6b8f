package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template of the user's, as on a command line. */
class SpotBugsTemplateTest {

  @TempDir Path temporary;
  private Path classes;
  private Path template;

  @BeforeEach
  void compile() throws IOException {
    classes = Files.createDirectory(temporary.resolve("classes"));
    template = temporary.resolve("template.yaml");
    Path source = temporary.resolve("Nothing.java");
    Files.writeString(source, "class Nothing {}");
    Compiled.java(List.of(source), classes, "17");
  }

  @Test
  void saysThatThereIsNoSuchFile() throws Exception {
    assertThat(refusal()).contains("NoSuchFileException");
  }

  @Test
  void saysWhereItIsNone() throws Exception {
    Files.writeString(template, "Resources: {A: [}");

    assertThat(refusal()).contains("neither YAML nor JSON", "line 1");
  }

  private String refusal() throws Exception {
    CommandLine.Report report =
        new CommandLine(temporary).property(Template.FILE_PROPERTY, template).analyse(classes);
    assertThat(report.status()).isEqualTo(1);
    assertThat(report.output())
        .contains("cannot read the template " + template, "-Dsnapstart.rules.template")
        .contains("[RULES_BAD_TEMPLATE]");
    return report.output();
  }
}
