package dev.snapstart.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals have in common that run a function under the emulator. For one thread. */
abstract class EmulatorMojo extends FunctionMojo {

  private static final String MAIN = "dev.snapstart.emulator.Main";

  /** More options of the emulator's command of the same name, which tells them with --help. */
  @Parameter(property = "snapstart.arguments")
  private List<String> arguments = List.of();

  /** The emulator's command. */
  abstract String command();

  /** Whether there is nothing to do without sample events. */
  boolean needsEvents() {
    return true;
  }

  @Override
  void run() throws PackagingException, IOException, InterruptedException, MojoExecutionException {
    List<Path> events = events();
    if (events.isEmpty() && needsEvents()) {
      throw new PackagingException(
          "cannot invoke the function: there are no sample events; expected JSON files in events"
              + " or src/test/resources/events, or named by <events> (-Dsnapstart.events)"
              + " [PACKAGE_NO_EVENTS]");
    }
    Path java = jdkHome().resolve("bin/java");
    if (!Files.isExecutable(java)) {
      throw new PackagingException(
          "cannot run the function: there is no program "
              + java
              + "; expected the home of a JDK, from JAVA_HOME, a toolchain, <jdk> or"
              + " -Dsnapstart.jdk [PACKAGE_NOT_A_JDK]");
    }
    List<String> line = new ArrayList<>(List.of(java.toString(), "-cp"));
    line.add(
        pluginArtifacts().stream()
            .map(Artifact::getFile)
            .map(File::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    line.addAll(List.of(MAIN, command(), "--handler", handler(), "--class-path", classPath()));
    line.addAll(List.of("--memory", Integer.toString(memory())));
    line.addAll(List.of("--timeout", Integer.toString(timeout())));
    jvmOptions().forEach(option -> line.add("--jvm-option=" + option));
    environment().forEach((name, value) -> line.addAll(List.of("--env", name + "=" + value)));
    events.forEach(event -> line.addAll(List.of("--event", event.toString())));
    line.addAll(arguments);
    int status = start(line);
    if (status != 0) {
      throw new MojoExecutionException(
          "the emulator's command \""
              + command()
              + "\" ended with status "
              + status
              + "; it says why above [PACKAGE_COMMAND_FAILED]");
    }
  }

  private int start(List<String> line) throws IOException, InterruptedException {
    Process emulator =
        new ProcessBuilder(line).directory(project().getBasedir()).inheritIO().start();
    try {
      return emulator.waitFor();
    } finally {
      // it ends the function's processes, too
      emulator.destroy();
    }
  }

  private String classPath() throws PackagingException {
    Path classes = Path.of(project().getBuild().getOutputDirectory());
    if (!Files.isDirectory(classes)) {
      throw new PackagingException(
          "cannot run the function: there are no classes in "
              + classes
              + "; run the phase compile before it: mvn compile snapstart:"
              + command()
              + " [PACKAGE_NOT_BUILT]");
    }
    List<String> entries = new ArrayList<>(List.of(classes.toString()));
    dependencies().forEach(dependency -> entries.add(dependency.toString()));
    return String.join(File.pathSeparator, entries);
  }
}
