package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function of the tests, packaged once, on the JDK that runs them. */
class FunctionBuildTest {

  private static final byte[] EVENT = "hello".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path shared;

  private static StagedFunction staged;
  private static String required;

  @TempDir private Path temporary;

  private final List<String> log = new ArrayList<>();

  @BeforeAll
  static void packageOnce() throws Exception {
    // blanks, because paths have them
    FunctionProject project =
        SampleFunction.in(shared.resolve("a project")).jvmOption("-Dgreeting=two words").project();
    staged = new FunctionBuild(project, shared.resolve("a target"), line -> {}, line -> {}).stage();
    required = project.jdk().writesAotCache() ? "-XX:AOTMode=on" : "-Xshare:on";
  }

  @Test
  void startsFromItsArchiveInAnyDirectoryAndTimeZone() throws Exception {
    Path moved = copy(temporary.resolve("some where else"));
    assertThat(invoke(moved, Map.of("TZ", "Pacific/Auckland", "SNAPSTART_JAVA_OPTIONS", required)))
        .contains("hello | Pacific/Auckland |")
        .contains("sharing")
        .endsWith("| 371 | two words");
    assertThat(log).noneMatch(line -> line.contains("archive"));
  }

  @Test
  void startsWithOneLineWhenTheArchiveDoesNotFit() throws Exception {
    Path moved = copy(temporary.resolve("moved"));
    Path jar = moved.resolve(ClassPathJars.APPLICATION);
    Files.setLastModifiedTime(jar, FileTime.from(SampleFunction.TIME.plusSeconds(5)));
    assertThat(invoke(moved, Map.of())).startsWith("hello |");
    assertThat(log).filteredOn(line -> line.contains("archive")).as(log.toString()).hasSize(1);
  }

  @Test
  void startsWithOneLineWhenTheArchiveIsNotThere() throws Exception {
    Path moved = copy(temporary.resolve("moved"));
    Files.delete(moved.resolve(staged.project().archive().on(staged.project().jdk()).fileName()));
    assertThat(invoke(moved, Map.of())).startsWith("hello |");
    assertThat(log).filteredOn(line -> line.contains("archive")).hasSize(1);
  }

  @Test
  void givesTheSameZipTwice() throws Exception {
    FunctionZip.write(staged, temporary.resolve("first.zip"));
    List<String> told = new ArrayList<>();
    StagedFunction again =
        new FunctionBuild(staged.project(), staged.directory().getParent(), told::add, line -> {})
            .stage();
    FunctionZip.write(again, temporary.resolve("second.zip"));
    assertThat(temporary.resolve("second.zip"))
        .hasSameBinaryContentAs(temporary.resolve("first.zip"));
    assertThat(told).anyMatch(line -> line.contains("trained before"));
  }

  @Test
  void makesTheSameFilesInAnotherDirectoryButForArchives() throws Exception {
    FunctionProject project =
        SampleFunction.in(temporary.resolve("p")).jvmOption("-Dgreeting=two words").project();
    StagedFunction other =
        new FunctionBuild(project, temporary.resolve("t"), line -> {}, line -> {}).stage();
    assertThat(other.files())
        .extracting(StagedFunction.File::path)
        .containsExactlyElementsOf(staged.files().stream().map(StagedFunction.File::path).toList());
    for (StagedFunction.File file : other.files()) {
      if (!file.path().matches(".*[.](jsa|aot)")) {
        assertThat(file.source()).hasSameBinaryContentAs(staged.directory().resolve(file.path()));
      }
    }
  }

  @Test
  void saysWhichEventTheFunctionFails() throws Exception {
    assertThatThrownBy(() -> train(sample().event("fail").project()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("event-1.json with an error")
        .hasMessageContaining("it was asked to fail")
        .hasMessageContaining("[PACKAGE_EVENT_FAILED]");
  }

  @Test
  void saysWhyTheFunctionDoesNotStart() {
    assertThatThrownBy(() -> train(sample().project("com.acme.Missing")))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("com.acme.Missing")
        .hasMessageContaining("[PACKAGE_TRAINING_FAILED]");
  }

  @Test
  void saysThatItsJvmWroteNoArchive() {
    assertThatThrownBy(() -> train(sample().event("do not write").project()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("the function's JVM ended and wrote no " + temporary)
        .hasMessageContaining("[PACKAGE_NO_ARCHIVE]");
  }

  @Test
  void saysWhatTrainingNeeds() {
    assertThatThrownBy(() -> train(sample().withoutEvents().project()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("-Dsnapstart.archive=none [PACKAGE_NO_EVENTS]");
    assertThatThrownBy(() -> train(sample().memoryMb(64).project()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("64 MB")
        .hasMessageContaining("-Dsnapstart.memory")
        .hasMessageContaining("[PACKAGE_BAD_OPTION]");
  }

  @Test
  void startsWithOneLineWhenOptionsKeepTheArchiveFromFitting() throws Exception {
    Path moved = copy(temporary.resolve("moved"));
    assertThat(invoke(moved, Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseZGC"))).startsWith("hello |");
    assertThat(log)
        .filteredOn(line -> line.contains("archive"))
        .singleElement()
        .asString()
        .contains("start-up archive function.")
        .contains("does not fit");
  }

  private SampleFunction sample() throws Exception {
    return SampleFunction.in(temporary.resolve("trained"));
  }

  /** As it is staged, with another handler, other events or options. */
  private void train(FunctionProject project) throws Exception {
    Path copy = copy(temporary.resolve("copy-" + System.nanoTime()));
    new Training(project, copy, line -> {}).run(project.archive().on(project.jdk()));
  }

  private static Path copy(Path to) throws Exception {
    for (StagedFunction.File file : staged.files()) {
      Path place = to.resolve(file.path());
      Files.createDirectories(place.getParent());
      Files.copy(file.source(), place, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return to;
  }

  private String invoke(Path function, Map<String, String> variables) throws Exception {
    FunctionSpec.Builder spec =
        FunctionSpec.builder()
            .command(function.resolve("bootstrap").toString())
            .handler(Greeting.class.getName())
            .timeout(Duration.ofSeconds(20))
            .workingDirectory(temporary);
    variables.forEach(spec::environment);
    try (Emulator emulator = Emulator.builder().log(log::add).build()) {
      Environment environment = emulator.start(spec.build());
      return environment.invoke(EVENT).text();
    }
  }
}
