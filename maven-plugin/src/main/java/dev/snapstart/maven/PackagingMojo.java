package dev.snapstart.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that package a function. For one thread. */
abstract class PackagingMojo extends FunctionMojo {

  /** Modules of the JDK that the function needs besides those that jdeps finds. */
  @Parameter(property = "snapstart.modules")
  private List<String> modules = List.of();

  /**
   * What the function starts from: auto is an AOT cache on JDK 25 and newer and AppCDS before; or
   * aot, appcds, none.
   */
  @Parameter(property = "snapstart.archive", defaultValue = "auto")
  private String archive = "auto";

  /** A template of SAM or CloudFormation; combinations in it that Lambda refuses are refused. */
  @Parameter(property = "snapstart.template")
  private @Nullable File template;

  /** The date of all files in the package, for builds that give the same twice. */
  @Parameter(defaultValue = "${project.build.outputTimestamp}")
  private @Nullable String outputTimestamp;

  /** Puts the function together. */
  StagedFunction stage(DeploymentTemplate.Target target)
      throws PackagingException, IOException, InterruptedException {
    FunctionProject function = function();
    if (template != null) {
      DeploymentTemplate.read(template.toPath()).requireFor(function, target);
    }
    StagedFunction staged =
        new FunctionBuild(function, work(), getLog()::info, getLog()::debug).stage();
    new SizeReport(staged).lines().forEach(getLog()::info);
    return staged;
  }

  /** What files of the package are called. */
  String name() {
    return project().getBuild().getFinalName();
  }

  private FunctionProject function() throws PackagingException, IOException {
    return new FunctionProject(
        name(),
        handler(),
        ClassPathJars.of(application(), dependencies()),
        Jdk.of(jdkHome()),
        modules,
        jvmOptions(),
        archiveKind(),
        events(),
        environment(),
        memory(),
        timeout(),
        time());
  }

  /** The jar of this build, or of one before. */
  private Path application() {
    File file = project().getArtifact().getFile();
    if (file != null) {
      return file.toPath();
    }
    Path target = Path.of(project().getBuild().getDirectory());
    Path jar = target.resolve(name() + ".jar");
    return Files.exists(jar) ? jar : target.resolve("classes");
  }

  private ArchiveKind archiveKind() throws PackagingException {
    try {
      return ArchiveKind.valueOf(archive.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new PackagingException(
          "cannot make a start-up archive of the kind \""
              + archive
              + "\" (<archive>, -Dsnapstart.archive): expected auto, aot, appcds or none"
              + " [PACKAGE_BAD_OPTION]",
          e);
    }
  }

  private Instant time() throws PackagingException {
    String given = outputTimestamp;
    if (given == null || given.length() < 2) {
      return Instant.parse("2010-01-01T00:00:00Z");
    }
    try {
      Instant time =
          given.chars().allMatch(Character::isDigit)
              ? Instant.ofEpochSecond(Long.parseLong(given))
              : OffsetDateTime.parse(given).toInstant();
      // a ZIP counts in steps of two seconds
      return Instant.ofEpochSecond(time.getEpochSecond() / 2 * 2);
    } catch (DateTimeException | NumberFormatException e) {
      throw new PackagingException(
          "cannot date the files of the package \""
              + given
              + "\" (project.build.outputTimestamp): expected ISO 8601 or seconds since 1970"
              + " [PACKAGE_BAD_OPTION]",
          e);
    }
  }
}
