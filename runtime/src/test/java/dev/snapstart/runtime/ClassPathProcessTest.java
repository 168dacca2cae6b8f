package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.runtime.fixtures.Functions;
import dev.snapstart.runtime.fixtures.Handlers;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a function process finds the function's classes. */
class ClassPathProcessTest {

  private static final String SERVICE = "META-INF/services/java.util.function.Supplier";

  private final Emulator emulator = Emulator.builder().build();
  @TempDir private Path taskRoot;

  @BeforeEach
  void makeLib() throws IOException {
    Files.createDirectory(taskRoot.resolve("lib"));
  }

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void findsHandlersServicesAndResourcesInTheJarsOfTheTaskRoot() throws Exception {
    makeJar(
        "lib/b.jar",
        Map.of("which.txt", "b", SERVICE, Functions.Service.class.getName()),
        Functions.Located.class,
        Functions.Service.class);
    makeJar("lib/a.jar", Map.of("which.txt", "a"));
    Environment environment = emulator.start(function(Functions.Located.class).build());
    for (int i = 0; i < 2; i++) {
      assertThat(JSON.std.mapFrom(invoke(environment, "\"which.txt\"")))
          .containsEntry("resource", "a")
          .containsEntry("loader", "true")
          .containsEntry("services", "1");
    }
  }

  @Test
  void findsClassesInTheTaskRootItselfBeforeItsJars() throws Exception {
    Files.writeString(taskRoot.resolve("which.txt"), "root");
    makeJar("lib/a.jar", Map.of("which.txt", "a"), Functions.Located.class);
    Environment environment = emulator.start(function(Functions.Located.class).build());
    assertThat(invoke(environment, "\"which.txt\"")).contains("\"root\"");
  }

  @Test
  void worksWithAnOldCoreLibrary() throws Exception {
    makeJar("lib/function.jar", Map.of(), Handlers.class, Handlers.MapEcho.class);
    String oldCore =
        Path.of("target", "old-core", "aws-lambda-java-core-1.1.0.jar").toAbsolutePath().toString();
    String current = FunctionProcess.locationOf(Context.class).toString();
    String classPath = FunctionProcess.runtimeOnly().replace(current, oldCore);
    assertThat(classPath).contains(oldCore);
    Environment environment =
        emulator.start(
            FunctionProcess.bootstrap(classPath, List.of(), Handlers.MapEcho.class.getName())
                .workingDirectory(taskRoot)
                .build());
    assertThat(invoke(environment, "{}")).isEqualTo("{}");
  }

  @Test
  void looksIntoTheLayersLast() throws IOException {
    Path layers = Files.createDirectories(taskRoot.resolve("opt/java/lib"));
    for (String jar : List.of("lib/z.jar", "opt/java/lib/b.jar", "opt/java/lib/a.jar")) {
      makeJar(jar, Map.of("which.txt", jar));
    }
    Files.writeString(layers.resolve("notes.txt"), "no jar");
    FunctionClassPath classPath = FunctionClassPath.of(taskRoot.toString(), layers.toFile());
    int known = FunctionClassPath.of(null, new File("nowhere")).entries().size();
    assertThat(classPath.entries().subList(known, classPath.entries().size()))
        .extracting(entry -> taskRoot.relativize(entry.toPath()).toString())
        .containsExactly("", "lib/z.jar", "opt/java/lib/a.jar", "opt/java/lib/b.jar");
    assertThat(classPath.loader().getResource("which.txt").toString()).contains("lib/z.jar");
  }

  @Test
  void looksAtNothingTwice() {
    List<File> once = FunctionClassPath.of(null).entries();
    String first = System.getProperty("java.class.path").split(File.pathSeparator, -1)[0];
    FunctionClassPath again = FunctionClassPath.of(first);
    assertThat(again.entries()).isEqualTo(once);
    assertThat(again.loader()).isSameAs(FunctionClassPath.class.getClassLoader());
  }

  private FunctionSpec.Builder function(Class<?> handler) {
    return FunctionProcess.bootstrap(FunctionProcess.runtimeOnly(), List.of(), handler.getName())
        .workingDirectory(taskRoot);
  }

  private void makeJar(String name, Map<String, String> files, Class<?>... types)
      throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(taskRoot.resolve(name)))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      for (Class<?> type : types) {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(jar);
        }
      }
    }
  }

  private static String invoke(Environment environment, String event) throws InterruptedException {
    return environment.invoke(event.getBytes(StandardCharsets.UTF_8)).text();
  }
}
