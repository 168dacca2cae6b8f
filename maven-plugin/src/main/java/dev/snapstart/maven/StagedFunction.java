package dev.snapstart.maven;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A function as it lies in its package.
 *
 * @param project what it was made of
 * @param directory where it lies here
 * @param files all of it, by path
 */
record StagedFunction(FunctionProject project, Path directory, List<File> files) {

  /** What changes together. */
  enum Part {
    JDK("JDK"),
    DEPENDENCIES("dependencies"),
    ARCHIVE("start-up archive"),
    APPLICATION("application");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * A file.
   *
   * @param path in the package, with slashes
   * @param source here
   * @param bytes its size
   * @param executable whether it is a program
   * @param part what it belongs to
   */
  record File(String path, Path source, long bytes, boolean executable, Part part) {}

  /** By part, in the order of the parts; those without files are there, too. */
  Map<Part, List<File>> byPart() {
    Map<Part, List<File>> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      parts.put(part, files.stream().filter(file -> file.part() == part).toList());
    }
    return parts;
  }

  /** All of it, unpacked. */
  long bytes() {
    return files.stream().mapToLong(File::bytes).sum();
  }
}
