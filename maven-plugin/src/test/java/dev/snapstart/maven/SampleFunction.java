package dev.snapstart.maven;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The function of the tests, as Maven would tell of it. */
final class SampleFunction {

  static final Instant TIME = Instant.parse("2026-03-04T05:06:08Z");

  private final Path directory;
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<Path> events = new ArrayList<>();
  private ArchiveKind archive = ArchiveKind.AUTO;
  private int memoryMb = 512;

  private SampleFunction(Path directory) {
    this.directory = directory;
  }

  /** With an event, and its files in a directory. */
  static SampleFunction in(Path directory) throws IOException {
    SampleFunction function = new SampleFunction(Files.createDirectories(directory));
    return function.event("{\"name\": \"Ann\"}");
  }

  SampleFunction archive(ArchiveKind kind) {
    archive = kind;
    return this;
  }

  SampleFunction jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  SampleFunction event(String text) throws IOException {
    Path file = directory.resolve("event-" + events.size() + ".json");
    Files.writeString(file, text);
    events.add(file);
    return this;
  }

  SampleFunction memoryMb(int given) {
    memoryMb = given;
    return this;
  }

  SampleFunction withoutEvents() {
    events.clear();
    return this;
  }

  FunctionProject project() throws Exception {
    return project(Greeting.class.getName());
  }

  FunctionProject project(String handler) throws Exception {
    Path application = directory.resolve("greeting.jar");
    write(application, Greeting.class.getName().replace('.', '/') + ".class");
    return new FunctionProject(
        "greeting",
        handler,
        ClassPathJars.of(
            application, List.of(onClassPath("runtime"), onClassPath("aws-lambda-java-core"))),
        Jdk.of(Path.of(System.getProperty("java.home"))),
        List.of(),
        jvmOptions,
        archive,
        events,
        Map.of(),
        memoryMb,
        30,
        TIME);
  }

  private static void write(Path jar, String... classes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String each : classes) {
        out.putNextEntry(dated(each));
        out.write(SampleFunction.class.getClassLoader().getResourceAsStream(each).readAllBytes());
        out.closeEntry();
      }
    }
  }

  /** A jar of the class path of this test; of a module that is not packaged yet, its classes. */
  private Path onClassPath(String name) throws IOException {
    Path entry =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(each ->
                each.endsWith(Path.of(name, "target", "classes"))
                    || (each.toString().endsWith(".jar")
                        && each.getFileName()
                            .toString()
                            .replace("snapstart-", "")
                            .startsWith(name + "-")
                        && !each.getFileName().toString().contains("databind")))
            .findFirst()
            .orElseThrow();
    if (Files.isRegularFile(entry)) {
      return entry;
    }
    Path jar = directory.resolve(name + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Path each : new FileTree(entry).files()) {
        out.putNextEntry(dated(entry.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  private static ZipEntry dated(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
    return entry;
  }
}
