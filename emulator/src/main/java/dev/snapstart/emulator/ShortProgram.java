package dev.snapstart.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param status its exit status
 * @param output what it printed, errors too
 */
record ShortProgram(int status, String output) {

  /**
   * Runs a program with nothing to read, and kills it when it takes too long or this thread is
   * interrupted.
   *
   * @throws IOException if there is no such program, or it takes too long
   */
  static ShortProgram run(List<String> command, Duration patience)
      throws IOException, InterruptedException {
    Path output = OwnDirectory.createFile("printed-");
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(new File("/dev/null"))
              .start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("still at work after " + patience.toSeconds() + " s");
      }
      return new ShortProgram(process.exitValue(), Files.readString(output));
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(output);
    }
  }
}
