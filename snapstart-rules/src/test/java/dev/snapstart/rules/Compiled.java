package dev.snapstart.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources, compiled for a test. */
record Compiled(Path classes, String classPath) {

  static Compiled java(List<Path> sources, Path classes, String release, Path... libraries) {
    String classPath =
        Stream.concat(
                Stream.of(libraries).map(Path::toString),
                Stream.of(System.getProperty("java.class.path")))
            .collect(Collectors.joining(System.getProperty("path.separator")));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          new ArrayList<>(
              List.of("-d", classes.toString(), "-cp", classPath, "-g", "-nowarn", "-proc:none"));
      options.addAll(List.of("--release", release));
      Iterable<? extends javax.tools.JavaFileObject> units =
          files.getJavaFileObjectsFromPaths(sources);
      if (!compiler.getTask(messages, files, null, options, null, units).call()) {
        throw new IllegalStateException("cannot compile: " + messages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Compiled(classes, classPath);
  }

  static List<Path> sources(Path folder, String extension) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is found in classes of these folders, which are one program. */
  static List<Finding> findings(List<Path> folders, List<Path> libraries) {
    return findings(folders, libraries, new Unread());
  }

  static List<Finding> findings(List<Path> folders, List<Path> libraries, Unread unread) {
    List<Path> all = Stream.concat(folders.stream(), libraries.stream()).toList();
    Program program = new Program(name -> read(all, name), unread);
    for (Path folder : folders) {
      for (Path file : sources(folder, ".class")) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        program.add(name.substring(0, name.length() - ".class".length()));
      }
    }
    return new Analysis(program, Sinks.load(), Template.load()).run();
  }

  private static byte[] read(List<Path> folders, String name) {
    if (name.indexOf('\0') >= 0) {
      // the name of a class, but of no file
      return null;
    }
    try {
      for (Path folder : folders) {
        Path file = folder.resolve(name + ".class");
        if (Files.exists(file)) {
          return Files.readAllBytes(file);
        }
      }
      try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
        return in == null ? null : in.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
