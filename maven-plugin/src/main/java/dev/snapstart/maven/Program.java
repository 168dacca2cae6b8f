package dev.snapstart.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that ran to its end.
 *
 * @param status its exit status
 * @param output what it printed, errors included
 */
record Program(int status, String output) {

  /**
   * Runs one in a directory.
   *
   * @throws PackagingException if it cannot be started
   */
  static Program run(List<String> command, Path directory)
      throws PackagingException, InterruptedException {
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Program(process.waitFor(), output);
    } catch (IOException e) {
      throw new PackagingException(
          "cannot run "
              + command.get(0)
              + ": "
              + e.getMessage()
              + "; expected a program of a JDK for this machine [PACKAGE_JDK_TOOL_FAILED]",
          e);
    } finally {
      if (process != null) {
        process.destroy();
      }
    }
  }

  /**
   * Accepts no other status than 0.
   *
   * @param problem what cannot be done without it, and what it is
   * @param remedy what to do if what it printed cannot be repaired
   * @throws PackagingException if it failed
   */
  void requireSuccess(String problem, String remedy) throws PackagingException {
    if (status != 0) {
      throw new PackagingException(
          problem
              + " ended with status "
              + status
              + "; repair what it names below, or "
              + remedy
              + " [PACKAGE_JDK_TOOL_FAILED]\n"
              + output.strip());
    }
  }
}
