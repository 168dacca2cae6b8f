package dev.snapstart.emulator.conformance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine lacks what a behaviour is driven with. Immutable. */
final class Undrivable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Undrivable(String reason) {
    super(reason);
  }

  /** For programs that this machine may lack. */
  static void unlessThere(String... programs) {
    String path = String.valueOf(System.getenv("PATH"));
    for (String program : programs) {
      boolean there = false;
      for (String directory : path.split(File.pathSeparator, -1)) {
        there |= Files.isExecutable(Path.of(directory, program));
      }
      if (!there) {
        throw new Undrivable("there is no program " + program + " on this machine");
      }
    }
  }
}
