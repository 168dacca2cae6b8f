package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.process.Jdk;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JDK of the function's own: the files of the JDK that runs the benchmark are mapped by it, and
 * so cannot leave the page cache.
 */
final class JdkCopy {

  private static final List<String> PARTS = List.of("bin", "conf", "lib", "release");

  /** The JVM reads neither: sources, and what javac needs for other releases. */
  private static final String NOT_USED = "src\\.zip|ct\\.sym";

  private JdkCopy() {}

  /** Copies what a JVM needs to run; what is there already stays. */
  static Jdk of(Jdk jdk, Path target) throws IOException {
    for (String part : PARTS) {
      try (Stream<Path> files =
          Files.walk(jdk.home().resolve(part), FileVisitOption.FOLLOW_LINKS)) {
        for (Path file : files.toList()) {
          Path copy = target.resolve(jdk.home().relativize(file));
          boolean isUsed = !String.valueOf(file.getFileName()).matches(NOT_USED);
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else if (isUsed && Files.notExists(copy)) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
    }
    return Jdk.at(target);
  }
}
