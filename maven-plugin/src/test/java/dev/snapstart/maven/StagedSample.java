package dev.snapstart.maven;

import dev.snapstart.maven.StagedFunction.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A function in its directory, without the time that it takes to make one. */
final class StagedSample {

  private final Path directory;
  private final List<StagedFunction.File> files = new ArrayList<>();

  private StagedSample(Path directory) {
    this.directory = directory;
  }

  static StagedSample in(Path directory) throws IOException {
    return new StagedSample(directory)
        .file("bootstrap", "#!/bin/sh\n", Part.APPLICATION)
        .file("function.jar", "code", Part.APPLICATION)
        .file("function.aot", "archive of code", Part.ARCHIVE)
        .file("lib/a.jar", "library", Part.DEPENDENCIES)
        .file("jdk/bin/java", "jvm", Part.JDK)
        .file("jdk/lib/modules", "modules", Part.JDK);
  }

  StagedSample file(String path, String text, Part part) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    boolean executable = path.equals("bootstrap") || path.contains("/bin/");
    files.removeIf(each -> each.path().equals(path));
    files.add(new StagedFunction.File(path, file, text.length(), executable, part));
    return this;
  }

  StagedFunction function() {
    return function("x86_64");
  }

  StagedFunction function(String architecture) {
    files.sort(Comparator.comparing(StagedFunction.File::path));
    return new StagedFunction(project(architecture), directory, List.copyOf(files));
  }

  static FunctionProject project(String architecture) {
    return new FunctionProject(
        "Orders-1.0",
        "com.acme.Orders",
        new ClassPathJars(Map.of()),
        new Jdk(Path.of("/jdk"), "25.0.1", architecture),
        List.of(),
        List.of(),
        ArchiveKind.AOT,
        List.of(),
        Map.of(),
        512,
        30,
        SampleFunction.TIME);
  }
}
