package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * SpotBugs as on a command line, with the plugin as a jar: with our classes on its own class path
 * it would not find its rules.
 */
final class CommandLine {

  /** What it found, and what it printed. */
  record Report(int status, List<Element> bugs, String output) {

    /** Fails unless it went through. */
    Report succeeded() {
      assertThat(status).as(output).isZero();
      return this;
    }

    /** Rule and class of each finding. */
    List<String> findings() {
      return bugs.stream()
          .map(bug ->
              bug.getAttribute("type")
                  + " "
                  + ((Element) bug.getElementsByTagName("Class").item(0)).getAttribute("classname"))
          .sorted()
          .toList();
    }
  }

  private final Path folder;
  private final List<String> properties = new ArrayList<>();
  private String libraries = jars();

  /**
   * @param folder where it runs
   */
  CommandLine(Path folder) {
    this.folder = folder;
  }

  CommandLine property(String name, Path value) {
    properties.add("-D" + name + "=" + value);
    return this;
  }

  CommandLine withoutLibraries() {
    libraries = "";
    return this;
  }

  Report analyse(Path... classes) throws Exception {
    Path report = folder.resolve("report.xml");
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(properties);
    command.addAll(List.of("-cp", System.getProperty("spotbugs.jars", jars())));
    command.addAll(List.of("edu.umd.cs.findbugs.FindBugs2", "-low", "-pluginList"));
    command.addAll(List.of(plugin().toString(), "-visitors", "SnapshotDetector"));
    if (!libraries.isEmpty()) {
      command.addAll(List.of("-auxclasspath", libraries));
    }
    command.add("-xml:withMessages=" + report);
    Stream.of(classes).map(Path::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    List<Element> found = status == 0 ? bugs(report) : List.of();
    return new Report(status, found, Files.readString(output));
  }

  private static List<Element> bugs(Path report) throws Exception {
    NodeList bugs =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("BugInstance");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < bugs.getLength(); i++) {
      found.add((Element) bugs.item(i));
    }
    return found;
  }

  private static String jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path plugin() throws IOException {
    Path jar = folder.resolve("rules.jar");
    Path built = Path.of("target/classes").toAbsolutePath();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : Compiled.sources(built, "")) {
        if (Files.isRegularFile(file)) {
          entries.putNextEntry(new JarEntry(built.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
    }
    return jar;
  }
}
