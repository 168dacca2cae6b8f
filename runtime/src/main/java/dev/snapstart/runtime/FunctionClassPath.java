package dev.snapstart.runtime;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the function's classes come from: this JVM's class path and, behind it, {@code
 * LAMBDA_TASK_ROOT}, its {@code lib/*.jar} and {@code /opt/java/lib/*.jar}, each by name, as on
 * Lambda's managed runtimes. Of a class in two places the first counts. What is on the class path
 * already is not looked at twice, so a function that is packaged with its class path needs no
 * loader of its own. Immutable.
 *
 * @param loader finds all of it
 * @param entries directories and jars, in that order
 */
record FunctionClassPath(ClassLoader loader, List<File> entries) {

  private static final File LAYERS = new File("/opt/java/lib");
  private static final String JAR = ".jar";

  /** Looks around once. */
  static FunctionClassPath of(@Nullable String taskRoot) {
    return of(taskRoot, LAYERS);
  }

  /** The same with the directory where layers put their jars. */
  static FunctionClassPath of(@Nullable String taskRoot, File layers) {
    List<File> entries = new ArrayList<>();
    String classPath = System.getProperty("java.class.path", "");
    int start = 0;
    while (start <= classPath.length()) {
      int separator = classPath.indexOf(File.pathSeparatorChar, start);
      int end = separator < 0 ? classPath.length() : separator;
      entries.add(absolute(new File(classPath.substring(start, end))));
      start = end + 1;
    }
    int known = entries.size();
    if (taskRoot != null && !taskRoot.isEmpty()) {
      File root = absolute(new File(taskRoot));
      add(entries, root);
      addJars(entries, new File(root, "lib"));
    }
    addJars(entries, layers);
    ClassLoader parent = FunctionClassPath.class.getClassLoader();
    List<File> added = entries.subList(known, entries.size());
    return new FunctionClassPath(
        added.isEmpty() ? parent : new URLClassLoader("function", urls(added), parent), entries);
  }

  /**
   * Whether a library can be here, as far as that can be told without opening jars: to find that a
   * class is in none of them, all would have to be opened.
   *
   * @param artifact a part of the name of the library's jar
   * @param className a class of the library, which may lie unpacked or in the function's one jar
   */
  boolean mayHold(String artifact, String className) {
    if (entries.size() <= 2) {
      return true;
    }
    String file = className.replace('.', '/') + ".class";
    for (File entry : entries) {
      String name = entry.getName();
      if (name.endsWith(JAR) ? name.contains(artifact) : new File(entry, file).exists()) {
        return true;
      }
    }
    return false;
  }

  private static void addJars(List<File> entries, File directory) {
    String[] names = directory.list();
    if (names != null) {
      Arrays.sort(names);
      for (String name : names) {
        if (name.endsWith(JAR)) {
          add(entries, new File(directory, name));
        }
      }
    }
  }

  private static void add(List<File> entries, File entry) {
    if (!entries.contains(entry) && entry.exists()) {
      entries.add(entry);
    }
  }

  private static File absolute(File entry) {
    return entry.toPath().toAbsolutePath().normalize().toFile();
  }

  private static URL[] urls(List<File> files) {
    URL[] urls = new URL[files.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = files.get(i).toURI().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException("cannot look for classes in " + files.get(i), e);
      }
    }
    return urls;
  }
}
