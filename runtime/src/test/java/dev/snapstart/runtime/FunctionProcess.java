package dev.snapstart.runtime;

import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.runtime.fixtures.Functions;
import dev.snapstart.runtime.fixtures.Handlers;
import java.nio.file.Path;
import java.time.Duration;

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
    String[] command = new String[arguments.length + 6];
    command[0] = JAVA;
    command[1] = "-XX:+UseSerialGC";
    command[2] = "-XX:TieredStopAtLevel=1";
    command[3] = "-cp";
    command[4] = CLASS_PATH;
    command[5] = Bootstrap.class.getName();
    System.arraycopy(arguments, 0, command, 6, arguments.length);
    return FunctionSpec.builder().command(command).timeout(Duration.ofSeconds(30));
  }
}
