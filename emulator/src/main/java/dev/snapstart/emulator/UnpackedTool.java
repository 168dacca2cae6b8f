package dev.snapstart.emulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the scripts in {@code tools} put what they fetch, and where a user may have it instead. */
final class UnpackedTool {

  private UnpackedTool() {}

  /**
   * The places to look at, the best first: what a variable names, then the working directory and
   * those above it.
   *
   * @param variable an environment variable
   * @param file where a script puts the file below the project, such as {@code .criu/criu}
   */
  static List<Path> candidates(String variable, String file) {
    List<Path> candidates = new ArrayList<>();
    String chosen = System.getenv(variable);
    if (chosen != null && !chosen.isBlank()) {
      candidates.add(Path.of(chosen));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      candidates.add(at.resolve(file));
    }
    return candidates;
  }
}
