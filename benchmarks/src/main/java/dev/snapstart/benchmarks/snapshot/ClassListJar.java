package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.hooks.ClassList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The list of the classes that a run of the Spring function has loaded, as it is deployed. */
final class ClassListJar {

  private static final int REQUESTS = 20;

  private ClassListJar() {}

  /** Runs the function cold and puts its list into a jar in this directory. */
  static Path record(Path work, FunctionPackage function)
      throws IOException, EnvironmentFailure, InterruptedException {
    Files.createDirectories(work);
    Path list = work.resolve("classes.txt").toAbsolutePath();
    try (Emulator emulator = Emulator.builder().limits(FunctionPackage.PATIENT).build();
        Environment environment = emulator.start(function.function(List.of()).build())) {
      for (int i = 0; i < REQUESTS; i++) {
        Answer.of(environment);
      }
      InvocationResult written =
          environment.invoke(("\"list:" + list + '"').getBytes(StandardCharsets.UTF_8));
      if (written.functionError() != null) {
        throw new IOException("the function has not written its classes: " + written.text());
      }
    }
    Path jar = list.resolveSibling("classes.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new ZipEntry(ClassList.RESOURCE));
      out.write(Files.readAllBytes(list));
    }
    return jar;
  }
}
