package dev.snapstart.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JDK that a function is given a part of.
 *
 * @param home where it is
 * @param version such as {@code 25.0.1}
 * @param architecture as Lambda names it: {@code x86_64} or {@code arm64}
 */
record Jdk(Path home, String version, String architecture) {

  private static final int FIRST_WITH_ONE_STEP_AOT_CACHE = 25;
  private static final int OLDEST = 17;

  /**
   * Looks at a directory.
   *
   * @throws PackagingException if it is not a JDK that can be linked and trained here
   */
  static Jdk of(Path home) throws PackagingException {
    Properties release = new Properties();
    Path file = home.resolve("release");
    if (Files.isReadable(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        release.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new PackagingException(
            "cannot read "
                + file
                + ": "
                + e
                + "; expected what a JDK says of itself: take another, or install it again"
                + " [PACKAGE_NOT_A_JDK]",
            e);
      }
    }
    for (String tool : List.of("java", "jdeps", "jlink")) {
      if (!Files.isExecutable(home.resolve("bin").resolve(tool))) {
        throw new PackagingException(
            "cannot link a JDK for the function: "
                + home
                + " has no bin/"
                + tool
                + "; expected the home of a whole JDK 17 or newer (not a JRE), from JAVA_HOME, a"
                + " toolchain, <jdk> or -Dsnapstart.jdk [PACKAGE_NOT_A_JDK]");
      }
    }
    String version = unquoted(release.getProperty("JAVA_VERSION", ""));
    String os = unquoted(release.getProperty("OS_NAME", System.getProperty("os.name")));
    if (!os.equals("Linux")) {
      throw new PackagingException(
          "cannot package a function with the JDK for "
              + os
              + " at "
              + home
              + ": Lambda runs Linux; build on Linux, in a container for instance"
              + " [PACKAGE_JDK_NOT_FOR_LAMBDA]");
    }
    Jdk jdk =
        new Jdk(
            home,
            version,
            architecture(unquoted(release.getProperty("OS_ARCH", System.getProperty("os.arch")))));
    if (jdk.feature() < OLDEST) {
      throw new PackagingException(
          "cannot package a function with the JDK \""
              + version
              + "\" at "
              + home
              + ": expected 17 or newer (its file \"release\" says which it is)"
              + " [PACKAGE_JDK_TOO_OLD]");
    }
    return jdk;
  }

  private static String architecture(String name) throws PackagingException {
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm64";
      default ->
          throw new PackagingException(
              "cannot package a function for "
                  + name
                  + ": Lambda has x86_64 and arm64; take a JDK for one of them"
                  + " [PACKAGE_JDK_NOT_FOR_LAMBDA]");
    };
  }

  private static String unquoted(String value) {
    return value.replace("\"", "");
  }

  /** {@code 25} of {@code 25.0.1}; 0 if it is not known. */
  int feature() {
    String number = version.split("[.+-]", 2)[0];
    return number.chars().allMatch(Character::isDigit) && !number.isEmpty()
        ? Integer.parseInt(number)
        : 0;
  }

  /** Whether it writes an AOT cache when a program ends: JEP 514. */
  boolean writesAotCache() {
    return feature() >= FIRST_WITH_ONE_STEP_AOT_CACHE;
  }

  /**
   * Runs one of its tools.
   *
   * @param purpose what cannot be done without
   * @return what it printed
   * @throws PackagingException if it fails
   */
  String run(String tool, List<String> arguments, String purpose)
      throws PackagingException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(tool).toString());
    command.addAll(arguments);
    Program program = Program.run(command, home);
    program.requireSuccess(
        "cannot " + purpose + ": " + command.get(0), "take another whole JDK for this machine");
    return program.output();
  }

  /** The names of its modules. */
  Set<String> modules() throws PackagingException, InterruptedException {
    String listing = run("java", List.of("--list-modules"), "list the modules of the JDK");
    Set<String> names = new TreeSet<>();
    listing.lines().forEach(line -> names.add(line.split("@", 2)[0].strip()));
    return names;
  }
}
