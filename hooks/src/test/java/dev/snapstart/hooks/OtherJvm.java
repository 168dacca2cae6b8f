package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for what happens once in each: the first hook, the choice of org.crac. */
final class OtherJvm {

  private OtherJvm() {}

  /** What a main class prints, which must end well; all output comes together. */
  static String outputOf(Class<?> main, String option) throws Exception {
    return outputOf(main, option, System.getProperty("java.class.path"));
  }

  static String outputOf(Class<?> main, String option, String classPath) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                classPath,
                main.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.strip();
  }
}
