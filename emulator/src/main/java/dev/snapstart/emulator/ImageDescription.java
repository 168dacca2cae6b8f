package dev.snapstart.emulator;

import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a restore must know of an image.
 *
 * @param pid the id that the process had, and will have
 * @param output the file that it printed into
 * @param answer the file that it was reading when it was dumped
 * @param ports where it was listening, separated by commas
 * @param command what had been started, for messages
 * @param criu with what it was written, for messages
 */
record ImageDescription(
    long pid, Path output, Path answer, String ports, String command, String criu) {

  /** Changes when an older launcher could not restore the image. */
  private static final String FORMAT = "1";

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("format", FORMAT);
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("output", output.toString());
    properties.setProperty("answer", answer.toString());
    properties.setProperty("ports", ports);
    properties.setProperty("command", command);
    properties.setProperty("criu", criu);
    return properties;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it was not written as these are
   */
  static ImageDescription of(Properties properties) {
    String format = value(properties, "format");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("the image has format " + format + ", expected " + FORMAT);
    }
    String pid = value(properties, "pid");
    if (!pid.matches("[1-9]\\d{0,9}")) {
      throw new IllegalArgumentException("its process id is \"" + pid + "\", expected a number");
    }
    return new ImageDescription(
        Long.parseLong(pid),
        Path.of(value(properties, "output")),
        Path.of(value(properties, "answer")),
        value(properties, "ports"),
        value(properties, "command"),
        value(properties, "criu"));
  }

  private static String value(Properties properties, String name) {
    @Nullable String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("its description does not tell \"" + name + "\"");
    }
    return value;
  }
}
