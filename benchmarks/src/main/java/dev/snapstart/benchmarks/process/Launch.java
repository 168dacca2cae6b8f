package dev.snapstart.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A function process, as it is started again and again.
 *
 * @param jdk runs it
 * @param runtime runs in it
 * @param function runs in that
 * @param mode how the JVM starts
 */
public record Launch(Jdk jdk, RuntimeKind runtime, FunctionKind function, StartMode mode) {

  /** As on AWS's managed runtimes, where functions start on demand; the same for all. */
  public static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

  private static final Path FUNCTIONS = Path.of("functions");
  private static final Path PEERS = Path.of("target", "peers");
  private static final Path ARCHIVES = Path.of("target", "archives");

  /** What tells it from others, for samples. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("java", jdk.version());
    facts.put("function", function.toString());
    facts.put("runtime", runtime.toString());
    facts.put("mode", mode.toString());
    return facts;
  }

  public Path archive() {
    return ARCHIVES.resolve(jdk.feature() + "-" + runtime + "-" + function + "-" + mode.name());
  }

  /** Options of the JVM, class path, main class and arguments. */
  public List<String> command(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(OPTIONS);
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.addAll(runtime.main(function));
    return command;
  }

  /** Jars only, as archives take no directories. */
  public String classPath() throws IOException {
    List<Path> jars = new ArrayList<>();
    if (runtime == RuntimeKind.RIC) {
      jars.addAll(jars(PEERS));
    } else if (runtime == RuntimeKind.OURS) {
      jars.addAll(jars(Path.of("..", "runtime", "target")));
    }
    Path module = FUNCTIONS.resolve(function.module());
    jars.addAll(jars(module.resolve("target")));
    if (runtime.isRuntime()) {
      jars.addAll(jars(module.resolve("target").resolve("lib")));
    }
    Map<String, String> byName = new LinkedHashMap<>();
    for (Path jar : jars) {
      byName.putIfAbsent(String.valueOf(jar.getFileName()), jar.toString());
    }
    return String.join(File.pathSeparator, byName.values());
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file ->
              !String.valueOf(file.getFileName()).matches(".*-(sources|javadoc)\\.jar|original-.*"))
          .sorted()
          .toList();
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return function + " on " + runtime + ", JDK " + jdk.version() + ", " + mode;
  }
}
