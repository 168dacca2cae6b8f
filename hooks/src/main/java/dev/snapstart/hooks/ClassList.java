package dev.snapstart.hooks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classes to load before a checkpoint: the lines of {@code META-INF/snapstart/classes.txt} of all
 * jars together, each class once. A line is
 *
 * <ul>
 *   <li>a class name, {@code com.acme.Orders$Line} or {@code com/acme/Orders$Line}, that of an
 *       array too; behind it the word {@code load} keeps its static initialiser from running, as
 *       does a package that the JDK keeps to itself;
 *   <li>or a line of the JVM's own log, as {@code -Xlog:class+load} writes it;
 *   <li>or empty, or a comment that begins with {@code #}.
 * </ul>
 *
 * <p>Names that the JVM makes up anew in each run (lambdas, hidden classes, proxies) are skipped
 * and counted. Immutable.
 */
public final class ClassList {

  /** Where the lists are. */
  public static final String RESOURCE = "META-INF/snapstart/classes.txt";

  private static final int MAX_FAILURES = 10;

  private final ClassLoader loader;
  private final Map<String, Boolean> classes = new LinkedHashMap<>();
  private int skipped;

  private ClassList(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * What came of a list. Immutable.
   *
   * @param loaded how many classes are loaded now
   * @param missing how many there are not
   * @param failed how many are there and cannot be loaded or initialised
   * @param skipped how many names nobody can load
   * @param failures the first of the missing and failed ones, each with the reason
   */
  public record Result(int loaded, int missing, int failed, int skipped, List<String> failures) {

    /**
     * Prints the counts to the standard output, as a warning to the standard error when not one
     * class of a list that is not empty could be loaded.
     */
    public void report() {
      String counts =
          loaded
              + " loaded, "
              + missing
              + " missing, "
              + failed
              + " failed, "
              + skipped
              + " skipped";
      if (loaded == 0 && missing + failed + skipped > 0) {
        System.err.println(
            "WARNING: no class of the priming list was loaded: "
                + counts
                + "; "
                + failures
                + " [HOOKS_NO_CLASS_LOADED]");
      } else if (loaded > 0) {
        ReportText.say("PRIMING Classes: " + counts + (failures.isEmpty() ? "" : "; " + failures));
      }
    }
  }

  /**
   * Reads all lists that a class loader finds.
   *
   * @param loader finds the lists, and later their classes
   * @return the list
   * @throws UncheckedIOException when a list cannot be read
   */
  public static ClassList of(ClassLoader loader) {
    ClassList list = new ClassList(loader);
    try {
      for (URL file : Collections.list(loader.getResources(RESOURCE))) {
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            list.add(line);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the lists of classes, " + RESOURCE + " [HOOKS_CLASS_LIST_UNREADABLE]", e);
    }
    return list;
  }

  /**
   * Loads the classes and initialises those that are to be. One that cannot be loaded keeps nobody
   * else from it, whatever it throws.
   *
   * @return what came of it
   */
  public Result prime() {
    int loaded = 0;
    int missing = 0;
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, Boolean> entry : classes.entrySet()) {
      try {
        Class<?> type = Class.forName(entry.getKey(), false, loader);
        if (entry.getValue() && !isInsideJdk(type)) {
          Class.forName(entry.getKey(), true, loader);
        }
        loaded++;
      } catch (ClassNotFoundException e) {
        missing++;
        note(failures, entry.getKey() + " is missing");
      } catch (Throwable e) {
        note(failures, entry.getKey() + " failed: " + ReportText.describe(e));
      }
    }
    int failed = classes.size() - loaded - missing;
    return new Result(loaded, missing, failed, skipped, List.copyOf(failures));
  }

  /** The JDK initialises these in an order of its own: after their native library, for example. */
  private static boolean isInsideJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    boolean isOfJdk = loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    return isOfJdk && !type.getModule().isExported(type.getPackageName());
  }

  private static void note(List<String> failures, String failure) {
    if (failures.size() < MAX_FAILURES) {
      failures.add(failure);
    }
  }

  private void add(String raw) {
    String line = raw.replace("\ufeff", "").strip();
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    boolean initialised = !line.endsWith(" load");
    String name = name(line);
    if (name == null) {
      skipped++;
    } else {
      classes.merge(name, initialised, Boolean::logicalAnd);
    }
  }

  /** The class of a line; null for one that nobody can load. */
  static @Nullable String name(String line) {
    String text = line;
    int decorated = text.lastIndexOf("[class,load");
    if (decorated >= 0) {
      text = text.substring(text.indexOf(']', decorated) + 1).strip();
    }
    int end = text.indexOf(' ');
    text = end < 0 ? text : text.substring(0, end);
    boolean madeUp =
        text.contains("$$Lambda")
            || text.contains("/0x")
            || text.contains("+0x")
            || text.contains("LambdaForm$")
            || text.contains("$Proxy")
            || text.contains("GeneratedMethodAccessor")
            || text.contains("GeneratedConstructorAccessor")
            || text.contains("GeneratedSerializationConstructorAccessor");
    return madeUp || text.isEmpty() ? null : text.replace('/', '.');
  }
}
