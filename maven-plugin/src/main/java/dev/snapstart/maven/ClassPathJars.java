package dev.snapstart.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The jars of a function, by their paths in its package, in the order of the class path.
 *
 * @param jars the application's own first
 */
record ClassPathJars(Map<String, Path> jars) {

  static final String APPLICATION = "function.jar";
  private static final String LIBRARIES = "lib/";
  private static final String RUNTIME = "dev.snapstart.runtime.Bootstrap";

  /**
   * Gives each a place.
   *
   * @throws PackagingException if one is no jar
   */
  static ClassPathJars of(Path application, List<Path> dependencies) throws PackagingException {
    Map<String, Path> jars = new LinkedHashMap<>();
    jars.put(APPLICATION, application);
    for (Path dependency : dependencies) {
      String name = String.valueOf(dependency.getFileName());
      String place = LIBRARIES + name;
      for (int other = 2; jars.containsKey(place); other++) {
        place = LIBRARIES + other + "-" + name;
      }
      jars.put(place, dependency);
    }
    for (Path jar : jars.values()) {
      if (!Files.isRegularFile(jar)) {
        throw new PackagingException(
            "cannot package "
                + jar
                + ": expected a jar, found "
                + (Files.isDirectory(jar) ? "a directory of classes" : "nothing")
                + "; run the phase package before it: mvn package snapstart:package"
                + " [PACKAGE_NOT_BUILT]");
      }
    }
    return new ClassPathJars(jars);
  }

  /** As the JVM is told, from the directory of the function. */
  String classPath() {
    return String.join(":", jars.keySet());
  }

  List<Path> files() {
    return List.copyOf(jars.values());
  }

  /**
   * Looks whether what is to run is there.
   *
   * @throws PackagingException if the handler's class or the runtime is in none of them
   */
  void require(String handler) throws PackagingException, IOException {
    String type = handler.split("::", 2)[0].strip();
    if (!holds(type)) {
      throw new PackagingException(
          "cannot package handler \""
              + handler
              + "\": class "
              + type
              + " is neither in "
              + jars.get(APPLICATION)
              + " nor in its "
              + (jars.size() - 1)
              + " dependencies; expected <handler> (-Dsnapstart.handler) as com.acme.Orders or"
              + " com.acme.Orders::price, and a plain jar (not one with jars inside)"
              + " [PACKAGE_HANDLER_NOT_FOUND]");
    }
    if (!holds(RUNTIME)) {
      throw new PackagingException(
          "cannot package the function: class "
              + RUNTIME
              + " is in none of its "
              + jars.size()
              + " jars; expected the plugin to add it: add dev.snapstart:snapstart-runtime with"
              + " scope runtime [PACKAGE_NO_RUNTIME]");
    }
  }

  private boolean holds(String type) throws PackagingException, IOException {
    String entry = type.replace('.', '/') + ".class";
    for (Path jar : jars.values()) {
      try (ZipFile file = open(jar)) {
        if (file.getEntry(entry) != null) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Opens one.
   *
   * @throws PackagingException if it is no jar
   */
  static ZipFile open(Path jar) throws PackagingException, IOException {
    try {
      return new ZipFile(jar.toFile());
    } catch (ZipException e) {
      throw new PackagingException(
          "cannot read "
              + jar
              + ": "
              + e.getMessage()
              + "; expected a jar: delete it, and build or download it again [PACKAGE_BAD_JAR]",
          e);
    }
  }
}
