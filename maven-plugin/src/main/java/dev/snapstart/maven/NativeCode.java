package dev.snapstart.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** What in a package is not Java: whether it runs on the platform. */
final class NativeCode {

  /** Of Amazon Linux 2023. */
  private static final int GLIBC_OF_PLATFORM = 34;

  private static final Pattern GLIBC = Pattern.compile("GLIBC_2\\.(\\d{1,3})");
  private static final Pattern LOADER = Pattern.compile("/[!-~]*ld-[\\w.-]+\\.so\\.\\d+");
  private static final Pattern INTEL = Pattern.compile(".*(x86[-_]64|amd64|x64).*");
  private static final Pattern ARM = Pattern.compile(".*(aarch[-_]?64|arm64).*");

  private NativeCode() {}

  /** What the user should know, in no case wrong enough to stop. */
  static List<String> warnings(Jdk jdk, JdkImage image, ClassPathJars jars)
      throws PackagingException, IOException {
    List<String> warnings = new ArrayList<>();
    int glibc = newestGlibc(image.directory());
    if (glibc > GLIBC_OF_PLATFORM) {
      warnings.add(
          "the JDK at "
              + jdk.home()
              + " needs glibc 2."
              + glibc
              + ", and Amazon Linux 2023 has 2."
              + GLIBC_OF_PLATFORM
              + ": the function would not start on provided.al2023; take a JDK that is built for"
              + " older systems, such as Corretto's or Temurin's archives [PACKAGE_GLIBC_TOO_NEW]");
    }
    for (Map.Entry<String, Path> jar : jars.jars().entrySet()) {
      Set<String> libraries = linuxLibraries(jar.getValue());
      boolean arm = jdk.architecture().equals("arm64");
      boolean tells = libraries.stream().anyMatch(name -> isFor(INTEL, name) || isFor(ARM, name));
      if (tells && libraries.stream().noneMatch(name -> isFor(arm ? ARM : INTEL, name))) {
        warnings.add(
            jar.getKey()
                + " has native libraries, but none that names "
                + jdk.architecture()
                + ", for which the function is packaged (found: "
                + String.join(", ", libraries)
                + "); add the library's artifact for that architecture"
                + " [PACKAGE_NO_NATIVE_LIBRARY]");
      }
    }
    return warnings;
  }

  private static boolean isFor(Pattern architecture, String name) {
    return architecture.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private static Set<String> linuxLibraries(Path jar) throws PackagingException, IOException {
    Set<String> found = new TreeSet<>();
    try (ZipFile file = ClassPathJars.open(jar)) {
      file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".so"))
          .forEach(found::add);
    }
    return found;
  }

  /** Without which the system does not start a program; empty if it names none. */
  static String loader(Path program) throws IOException {
    Matcher name =
        LOADER.matcher(new String(Files.readAllBytes(program), StandardCharsets.ISO_8859_1));
    return name.find() ? name.group() : "";
  }

  /** The versions that programs and libraries are linked with are words in them. */
  static int newestGlibc(Path directory) throws IOException {
    int newest = 0;
    for (Path file : new FileTree(directory).files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".so") || Files.isExecutable(file)) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Matcher version = GLIBC.matcher(bytes);
        while (version.find()) {
          newest = Math.max(newest, Integer.parseInt(version.group(1)));
        }
      }
    }
    return newest;
  }
}
