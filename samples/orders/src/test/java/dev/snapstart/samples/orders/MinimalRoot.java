package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Root directories in which a packaged function runs, in a mount namespace of its own. */
final class MinimalRoot {

  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  /** Variables of this machine that Lambda does not have. */
  private static final String UNSET = "unset HOME JAVA_HOME PWD OLDPWD; ";

  private MinimalRoot() {}

  /** Namespaces are the machine's to give; where CI needs them, it fails without. */
  static void assumeNamespaces() {
    try {
      List<String> trial = namespace("mount -t tmpfs tmpfs /mnt");
      boolean works = new ProcessBuilder(trial).redirectErrorStream(true).start().waitFor() == 0;
      assertThat(works || System.getenv("SNAPSTART_REQUIRE_CRIU") == null)
          .as("mount namespaces: " + trial)
          .isTrue();
      assumeTrue(works, "this machine gives no mount namespaces: " + trial);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot try namespaces", e);
    }
  }

  /** A command that starts the bootstrap of a directory where nothing but /tmp can be written. */
  static List<String> readOnly(Path function) {
    // /mnt is there on every machine, and the directory may be below /tmp
    return namespace(
        "mount --bind \"$0\" /mnt && mount -o remount,bind,ro /mnt && mount -t tmpfs tmpfs /tmp"
            + " && mount -o remount,bind,ro / && cd / && ! touch /mnt/x 2>/dev/null && "
            + UNSET
            + "exec /mnt/bootstrap",
        function.toString());
  }

  /** A command that starts an entry in another root. */
  static List<String> changed(Path root, List<String> entry) {
    List<String> arguments = new ArrayList<>(List.of(root.toString()));
    arguments.addAll(entry);
    return namespace(
        "mount --bind \"$0\" \"$0\" && mount --rbind /dev \"$0/dev\" && mount --rbind /proc"
            + " \"$0/proc\" && mount -t tmpfs tmpfs \"$0/tmp\" && mount -o remount,bind,ro \"$0\""
            + " && cd / && "
            + UNSET
            + "exec chroot \"$0\" \"$@\"",
        arguments.toArray(String[]::new));
  }

  /** Adds a shell, and the libraries of this machine that it and the JDK are linked with. */
  static void addLibraries(Path root) throws Exception {
    for (String directory : List.of("bin", "dev", "proc", "tmp")) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.copy(Path.of("/bin/sh").toRealPath(), root.resolve("bin/sh"));
    Set<String> needed = new TreeSet<>();
    Path jdk = root.resolve("var/task/jdk");
    try (Stream<Path> all = Files.walk(jdk)) {
      for (Path file : all.filter(MinimalRoot::isNative).toList()) {
        libraries(file, needed);
      }
    }
    libraries(Path.of("/bin/sh"), needed);
    for (String library : needed) {
      Path place = root.resolve(library.substring(1));
      if (!library.startsWith(root.toString())) {
        Files.createDirectories(place.getParent());
        Files.copy(Path.of(library).toRealPath(), place, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isNative(Path file) {
    return Files.isRegularFile(file)
        && (file.toString().endsWith(".so") || file.endsWith("bin/java"));
  }

  private static void libraries(Path file, Set<String> found) throws Exception {
    Matcher library = LIBRARY.matcher(run(Map.of(), "ldd", file.toString()));
    while (library.find()) {
      found.add(library.group(1));
    }
  }

  /** What a program prints. */
  static String run(Map<String, String> variables, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static List<String> namespace(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("unshare"));
    if (!System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    command.addAll(List.of("--mount", "/bin/sh", "-c", script));
    command.addAll(List.of(arguments));
    return command;
  }
}
