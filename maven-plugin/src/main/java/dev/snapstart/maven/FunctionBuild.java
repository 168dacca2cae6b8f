package dev.snapstart.maven;

import dev.snapstart.maven.StagedFunction.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts a function together in a directory. What is there already, of the same inputs, is taken as
 * it is: a JDK, and an archive, which would not be the same twice.
 *
 * @param project what to package
 * @param work a directory for it, and for what is needed on the way
 * @param log told what happens
 * @param detail gets what the function prints
 */
record FunctionBuild(
    FunctionProject project, Path work, Consumer<String> log, Consumer<String> detail) {

  private static final String BOOTSTRAP = "bootstrap";
  private static final String JDK = "jdk";

  FunctionBuild {
    work = work.toAbsolutePath().normalize();
  }

  /**
   * Does it.
   *
   * @throws PackagingException if it cannot be done, in words for the user
   */
  StagedFunction stage() throws PackagingException, IOException, InterruptedException {
    ArchiveKind archive = project.archive().on(project.jdk());
    project.jars().require(project.handler());
    Path directory = work.resolve("function");
    Files.createDirectories(directory);
    placeJars(directory);
    placeBootstrap(directory, archive);
    JdkImage image =
        new JdkImage(
            project.jdk(),
            ModuleNeeds.of(
                project.jdk(), project.jars().files(), project.modules(), work.resolve("jdeps")),
            directory.resolve(JDK));
    image.link(archive, work.resolve("jdk.inputs"), log);
    placeArchive(directory, archive, image.fingerprint(archive));
    for (String warning : NativeCode.warnings(project.jdk(), image, project.jars())) {
      log.accept("warning: " + warning);
    }
    return new StagedFunction(project, directory, files(directory, archive));
  }

  private void placeJars(Path directory) throws IOException {
    Path libraries = directory.resolve("lib");
    new FileTree(libraries).delete();
    Files.createDirectories(libraries);
    for (Map.Entry<String, Path> jar : project.jars().jars().entrySet()) {
      Path place = directory.resolve(jar.getKey());
      Files.copy(jar.getValue(), place, StandardCopyOption.REPLACE_EXISTING);
      // an archive fits jars of the same dates only
      Files.setLastModifiedTime(place, FileTime.from(project.time()));
    }
  }

  private void placeBootstrap(Path directory, ArchiveKind archive) throws IOException {
    BootstrapScript script =
        new BootstrapScript(
            project.handler(),
            project.jars().classPath(),
            project.jvmOptions(),
            archive,
            NativeCode.loader(project.jdk().home().resolve("bin/java")));
    Path bootstrap = directory.resolve(BOOTSTRAP);
    Files.writeString(bootstrap, script.text());
    Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void placeArchive(Path directory, ArchiveKind archive, String jdk)
      throws PackagingException, IOException, InterruptedException {
    for (ArchiveKind other : ArchiveKind.values()) {
      if (other != archive && !other.fileName().isEmpty()) {
        Files.deleteIfExists(directory.resolve(other.fileName()));
      }
    }
    if (archive == ArchiveKind.NONE) {
      return;
    }
    Path stamp = work.resolve("archive.inputs");
    String inputs = archiveInputs(directory, archive, jdk);
    Path file = directory.resolve(archive.fileName());
    if (Fingerprint.isIn(stamp, inputs) && Files.isRegularFile(file)) {
      log.accept(archive.fileName() + ": trained before, with the same inputs");
      return;
    }
    Files.deleteIfExists(stamp);
    log.accept(
        archive.fileName() + ": training with " + project.events().size() + " sample events");
    Path trained = new Training(project, directory, detail).run(archive);
    // no older than its jars, or the bootstrap would not take it
    Files.setLastModifiedTime(trained, FileTime.from(project.time()));
    Files.writeString(stamp, inputs);
  }

  private String archiveInputs(Path directory, ArchiveKind archive, String jdk) throws IOException {
    Fingerprint inputs = new Fingerprint().add(jdk).add(archive).add(project.time());
    inputs.addFile(directory.resolve(BOOTSTRAP));
    for (String jar : project.jars().jars().keySet()) {
      inputs.add(jar).addFile(directory.resolve(jar));
    }
    for (Path event : project.events()) {
      if (Files.isRegularFile(event)) {
        inputs.addFile(event);
      }
    }
    return inputs
        .add(new TreeMap<>(project.environment()))
        .add(project.memoryMb())
        .add(project.timeoutSeconds())
        .hex();
  }

  private List<StagedFunction.File> files(Path directory, ArchiveKind archive) throws IOException {
    List<StagedFunction.File> files = new ArrayList<>();
    files.add(file(directory, directory.resolve(BOOTSTRAP), Part.APPLICATION));
    for (String jar : project.jars().jars().keySet()) {
      Part part = jar.equals(ClassPathJars.APPLICATION) ? Part.APPLICATION : Part.DEPENDENCIES;
      files.add(file(directory, directory.resolve(jar), part));
    }
    if (archive != ArchiveKind.NONE) {
      files.add(file(directory, directory.resolve(archive.fileName()), Part.ARCHIVE));
    }
    for (Path each : new FileTree(directory.resolve(JDK)).files()) {
      files.add(file(directory, each, Part.JDK));
    }
    files.sort(Comparator.comparing(StagedFunction.File::path));
    return files;
  }

  private static StagedFunction.File file(Path directory, Path source, Part part)
      throws IOException {
    String path = directory.relativize(source).toString();
    return new StagedFunction.File(
        path, source, Files.size(source), Files.isExecutable(source), part);
  }
}
