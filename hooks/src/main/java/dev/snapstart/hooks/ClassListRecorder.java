package dev.snapstart.hooks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link ClassList} of what this JVM has loaded, at the end of a test that does what the
 * function does:
 *
 * <pre>{@code
 * @AfterAll static void record() throws IOException {
 *   ClassListRecorder.write(
 *       Path.of("src/main/resources", ClassList.RESOURCE), name -> !name.endsWith("Test"));
 * }
 * }</pre>
 *
 * <p>Asks the JVM itself, through its diagnostic commands; needs the module {@code
 * java.management}, no agent and no option. Or give the JVM of the function {@code
 * -Xlog:class+load:file=classes.txt}: that file is a list, too.
 */
public final class ClassListRecorder {

  private ClassListRecorder() {}

  /**
   * Writes the list, sorted, so that two runs that load the same classes write the same file.
   *
   * @param file is written anew; its directory is made if it is not there
   * @param wanted says by its name whether a class belongs to the function; those of tests do not
   * @return how many classes were written
   * @throws IOException when the file cannot be written, or the JVM does not tell
   */
  public static int write(Path file, Predicate<String> wanted) throws IOException {
    ClassLoader loader = ClassListRecorder.class.getClassLoader();
    TreeSet<String> names = new TreeSet<>();
    for (String line : loadedClasses().split("\n", -1)) {
      String name = nameOf(line);
      if (name != null && wanted.test(name) && isLoadable(name, loader)) {
        names.add(name);
      }
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, String.join("\n", names) + "\n");
    return names.size();
  }

  private static String loadedClasses() throws IOException {
    try {
      Object answer =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmClassHierarchy",
                  new Object[] {new String[] {"-i"}},
                  new String[] {String[].class.getName()});
      return String.valueOf(answer);
    } catch (JMException e) {
      throw new IOException(
          "cannot ask this JVM for its classes: expected module jdk.management"
              + " [HOOKS_NO_DIAGNOSTICS]",
          e);
    }
  }

  /** Lines are a tree; behind a name stands its loader: {@code | |--com.acme.Orders/0x0000...}. */
  private static @Nullable String nameOf(String line) {
    int start = 0;
    while (start < line.length() && "|- ".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    int slash = line.lastIndexOf('/');
    return slash <= start || line.startsWith("implements", start)
        ? null
        : ClassList.name(line.substring(start, slash));
  }

  private static boolean isLoadable(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
