package dev.snapstart.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK that functions run on.
 *
 * @param home its directory
 * @param version such as {@code 25.0.3}
 */
public record Jdk(Path home, String version) {

  /**
   * Reads what a JDK says of itself.
   *
   * @throws IOException naming the directory, if there is no JDK in it
   */
  public static Jdk at(Path home) throws IOException {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      throw new IOException("cannot read the release file of a JDK in " + home + ": " + e, e);
    }
    return new Jdk(home, release.getProperty("JAVA_VERSION", "").replace("\"", ""));
  }

  public int feature() {
    return Integer.parseInt(version.split("\\.", 2)[0]);
  }

  public String java() {
    return home.resolve("bin").resolve("java").toString();
  }
}
