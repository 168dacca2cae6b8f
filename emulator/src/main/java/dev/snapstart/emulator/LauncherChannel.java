package dev.snapstart.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a program with our implementation of CRaC asks for its snapshot and finds the answer: the
 * launcher's end of what {@code Launcher} and {@code Answer} of {@code dev.snapstart.crac} are.
 *
 * @param directory the launcher's own, by the name that the kernel knows
 */
record LauncherChannel(Path directory) {

  /** The line that completes an answer. */
  static final String LAST_LINE = "#end";

  /** Tells a program where to ask. */
  private static final String PROPERTY = "dev.snapstart.crac.launcher";

  static LauncherChannel in(Path directory) throws IOException {
    return new LauncherChannel(directory.toRealPath());
  }

  /** The option of a JVM whose program may ask here. */
  String jvmOption() {
    return "-D" + PROPERTY + "=" + directory;
  }

  /** The file that the program has open while it waits. */
  Path answerFile() {
    return directory.resolve("answer");
  }

  /** The answer to a clone's first question; its next request has another file. */
  Path greeting() {
    return directory.resolve("greeting");
  }

  /** Whether the program has asked since the last time. */
  boolean takeRequest() throws IOException {
    return Files.deleteIfExists(directory.resolve("request"));
  }

  /** The program is to go on, without a snapshot. */
  void refuse(String reason) throws IOException {
    Properties answer = new Properties();
    answer.setProperty("failed", reason);
    write(answerFile(), answer, LAST_LINE + "\n");
  }

  /**
   * Writes what a clone will find, but for the last line.
   *
   * @param variables its environment
   * @param properties its new system properties
   * @param refusal why it may not ask for a snapshot in its turn; null if it may
   */
  void greet(
      Map<String, String> variables, Map<String, String> properties, @Nullable String refusal)
      throws IOException {
    Properties answer = new Properties();
    variables.forEach((name, value) -> answer.setProperty("environment." + name, value));
    properties.forEach((name, value) -> answer.setProperty("property." + name, value));
    answer.setProperty("launcher", directory.toString());
    if (refusal != null) {
      answer.setProperty("refusal", refusal);
    }
    write(greeting(), answer, "");
  }

  /** Whether the clone has said since the last time that it runs; its greeting is no more then. */
  boolean takeArrival() throws IOException {
    boolean arrived = Files.deleteIfExists(directory.resolve("restored"));
    if (arrived) {
      Files.deleteIfExists(greeting());
    }
    return arrived;
  }

  private static void write(Path file, Properties answer, String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    answer.store(bytes, null);
    bytes.writeBytes(end.getBytes(StandardCharsets.ISO_8859_1));
    Files.write(file, bytes.toByteArray());
  }
}
