package dev.snapstart.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The JVM's own log of the classes that it loads. */
final class ClassLoadLog {

  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  /** Between a class and where it is from. */
  private static final String SOURCE = " source: ";

  private static final Pattern PROXY = Pattern.compile("\\$Proxy\\d+$");
  private static final long SETTLED_MILLIS = 200;

  private ClassLoadLog() {}

  /** The environment variables that make a JVM write the log, whatever started it. */
  static Map<String, String> variables(Path log) {
    return Map.of(OPTIONS, "-Xlog:class+load=info:file=\"" + log + "\":none:filecount=0");
  }

  /**
   * How long the log is when nothing is added any more: who waits for an event loads classes, too.
   */
  static long settledSize(Path log) throws IOException, InterruptedException {
    long before = -1;
    long size = Files.size(log);
    while (size != before) {
      Thread.sleep(SETTLED_MILLIS);
      before = size;
      size = Files.size(log);
    }
    return size;
  }

  /**
   * The classes of the log from an offset on, sorted, without those that are made while a program
   * runs: lambdas, proxies, accessors.
   */
  static Set<String> since(Path log, long offset) throws IOException {
    Set<String> classes = new TreeSet<>();
    try (InputStream in = Files.newInputStream(log)) {
      in.skipNBytes(offset);
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int source = line.indexOf(SOURCE);
        if (source > 0 && isLoadable(line.substring(0, source), line.substring(source))) {
          classes.add(line.substring(0, source));
        }
      }
    }
    return classes;
  }

  private static boolean isLoadable(String name, String source) {
    return !name.contains("/")
        && !name.contains("$$Lambda")
        && !PROXY.matcher(name).find()
        && !name.startsWith("jdk.internal.reflect.Generated")
        // made by the JVM itself
        && !source.startsWith(SOURCE + "__")
        // whoever reads the list is not in the runtime's own loader everywhere
        && !name.startsWith("dev.snapstart.runtime.")
        && !name.startsWith("com.amazonaws.services.lambda.runtime.api.client.");
  }
}
