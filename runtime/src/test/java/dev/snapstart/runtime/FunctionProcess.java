package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.runtime.fixtures.Functions;
import dev.snapstart.runtime.fixtures.Handlers;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Our runtime as a process of its own, on this test's class path. */
final class FunctionProcess {

  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  static final String CLASS_PATH = System.getProperty("java.class.path");

  private FunctionProcess() {}

  /** A function of {@link Functions}, its name given as the first argument. */
  static FunctionSpec.Builder function(String name) {
    return bootstrap(Functions.class.getName() + "$" + name);
  }

  /** A handler of {@link Handlers}, its name given as the first argument. */
  static FunctionSpec.Builder handler(String name) {
    return bootstrap(Handlers.class.getName() + "$" + name);
  }

  /** Any arguments of the main class. */
  static FunctionSpec.Builder bootstrap(String... arguments) {
    return bootstrap(CLASS_PATH, List.of(), arguments);
  }

  /** Another class path, and options for the JVM. */
  static FunctionSpec.Builder bootstrap(
      String classPath, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Bootstrap.class.getName()));
    command.addAll(List.of(arguments));
    return FunctionSpec.builder().command(command).timeout(Duration.ofSeconds(30));
  }

  /** The runtime and what it depends on, without the functions of these tests. */
  static String runtimeOnly() {
    return locationOf(Bootstrap.class)
        + File.pathSeparator
        + locationOf(JSON.class)
        + File.pathSeparator
        + locationOf(JsonFactory.class)
        + File.pathSeparator
        + locationOf(Context.class);
  }

  /** The directory or jar that a class comes from. */
  static Path locationOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
