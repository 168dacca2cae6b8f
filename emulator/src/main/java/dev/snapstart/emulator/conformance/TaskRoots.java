package dev.snapstart.emulator.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Directories with functions of the suite as a user would upload them, in one temporary directory.
 * Safe for use by many threads.
 */
final class TaskRoots implements AutoCloseable {

  private static final String FUNCTIONS = "dev/snapstart/emulator/handlers/";

  private final Path directory;
  private final Map<String, byte[]> classes;
  private final Thread atShutdown = new Thread(this::delete, "task-roots-shutdown");

  TaskRoots() throws IOException {
    try {
      directory = Files.createTempDirectory("snapstart-conformance");
    } catch (IOException e) {
      throw new IOException(
          "cannot make a directory for functions in "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + e
              + "); choose another one with -Djava.io.tmpdir=DIRECTORY"
              + " [EMULATOR_TEMPORARY_DIRECTORY]",
          e);
    }
    Runtime.getRuntime().addShutdownHook(atShutdown);
    classes = classes();
  }

  /** A new directory; its files are deleted with all others. */
  Path empty() throws IOException {
    return Files.createTempDirectory(directory, "task");
  }

  /** A new directory with the classes of the suite's functions. */
  Path withClasses() throws IOException {
    Path root = empty();
    for (Map.Entry<String, byte[]> file : classes.entrySet()) {
      write(root.resolve(file.getKey()), file.getValue());
    }
    return root;
  }

  /** The classes of the suite's functions by their paths, and what goes with them into a jar. */
  Map<String, byte[]> classesAnd(String path, String content) {
    Map<String, byte[]> files = new LinkedHashMap<>(classes);
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  static void write(Path file, byte[] content) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, content);
  }

  static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  static void jar(Path file, Map<String, byte[]> content) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException ignored) {
      // the JVM is on its way down and the hook does the same again
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TaskRoots::delete);
    } catch (IOException | UncheckedIOException ignored) {
      // they are temporary files; the system deletes what is left
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // as above
    }
  }

  private static Map<String, byte[]> classes() throws IOException {
    URL url = TaskRoots.class.getResource("/" + FUNCTIONS + "Actions.class");
    if (url == null) {
      throw new IOException("cannot find the functions of the suite in this build of the emulator");
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return classes(Path.of(uri).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return classes(jar.getPath(FUNCTIONS));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, byte[]> classes(@Nullable Path from) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    if (from == null) {
      return found;
    }
    try (Stream<Path> files = Files.list(from)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .forEach(file -> found.put(FUNCTIONS + file.getFileName(), bytes(file)));
    }
    return found;
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
