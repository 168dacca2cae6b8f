package dev.snapstart.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Which modules of the JDK the function's classes refer to, by jdeps. */
final class ModuleNeeds {

  /**
   * What no class refers to by name: elliptic curves for TLS, which are a part of java.base from 22
   * on, what our runtime asks the JVM for before a snapshot, and by what our hooks give the JVM's
   * generators new seeds after it.
   */
  private static final List<String> UNNAMED =
      List.of("jdk.crypto.ec", "jdk.management", "jdk.unsupported");

  private ModuleNeeds() {}

  /**
   * Asks jdeps, and adds what the user named.
   *
   * @param jars the function's class path
   * @param added names of modules, or {@code ALL-MODULE-PATH} for all of the JDK
   * @param scratch a directory for copies
   * @throws PackagingException if the JDK does not have one, or jdeps fails
   */
  static Set<String> of(Jdk jdk, List<Path> jars, List<String> added, Path scratch)
      throws PackagingException, IOException, InterruptedException {
    Set<String> known = jdk.modules();
    for (String module : added) {
      if (!known.contains(module)) {
        throw new PackagingException(unknown(module, jdk, known));
      }
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--ignore-missing-deps",
                "-q",
                "--multi-release",
                Integer.toString(jdk.feature()),
                "--print-module-deps"));
    for (Path jar : jars) {
      arguments.add(withoutDescriptor(jar, scratch).toString());
    }
    String needed = jdk.run("jdeps", arguments, "find out which modules the function needs");
    Set<String> needs = new TreeSet<>(added);
    needs.add("java.base");
    UNNAMED.stream().filter(known::contains).forEach(needs::add);
    Arrays.stream(needed.strip().split("[,\\s]+", -1)).filter(known::contains).forEach(needs::add);
    return needs;
  }

  private static String unknown(String module, Jdk jdk, Set<String> known) {
    String lower = module.toLowerCase(Locale.ROOT);
    String last = lower.substring(lower.lastIndexOf('.') + 1);
    List<String> similar =
        known.stream().filter(name -> name.contains(last) || lower.contains(name)).toList();
    return "cannot link module \""
        + module
        + "\" (<modules>, -Dsnapstart.modules): JDK "
        + jdk.version()
        + " at "
        + jdk.home()
        + " has none of that name; expected one of "
        + (similar.isEmpty() ? known : similar)
        + " [PACKAGE_MODULE_NOT_FOUND]";
  }

  /**
   * On the class path a module is a jar like any other, but jdeps would resolve it, and fail where
   * another jar is no module.
   */
  private static Path withoutDescriptor(Path jar, Path scratch)
      throws PackagingException, IOException {
    try (ZipFile from = ClassPathJars.open(jar)) {
      if (from.stream().noneMatch(entry -> isDescriptor(entry.getName()))) {
        return jar;
      }
      Files.createDirectories(scratch);
      Path copy = scratch.resolve(jar.getFileName().toString());
      try (OutputStream file = Files.newOutputStream(copy);
          ZipOutputStream to = new ZipOutputStream(file)) {
        for (ZipEntry entry : from.stream().toList()) {
          if (!isDescriptor(entry.getName())) {
            to.putNextEntry(new ZipEntry(entry.getName()));
            try (InputStream in = from.getInputStream(entry)) {
              in.transferTo(to);
            }
            to.closeEntry();
          }
        }
      }
      return copy;
    }
  }

  private static boolean isDescriptor(String entry) {
    return entry.endsWith("module-info.class");
  }
}
