package dev.snapstart.benchmarks;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Raw samples in files, a line of JSON each. */
final class Samples {

  private Samples() {}

  /** Replaces a file by these, and says where they are. */
  static void write(Path file, List<Map<String, Object>> samples) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> sample : samples) {
      lines.add(JSON.std.asString(sample));
    }
    Files.write(file, lines);
    System.out.println("samples: " + file);
  }

  /** Adds one, so that none is lost of a long run that ends in the middle. */
  static void append(Path file, Map<String, Object> sample) throws IOException {
    Files.writeString(
        file,
        JSON.std.asString(sample) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  static List<Map<String, Object>> read(Path file) throws IOException {
    List<Map<String, Object>> samples = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      samples.add(JSON.std.mapFrom(line));
    }
    return samples;
  }
}
