package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.Jdk;
import dev.snapstart.benchmarks.process.Launch;
import dev.snapstart.benchmarks.process.RuntimeKind;
import dev.snapstart.benchmarks.process.StartMode;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The function of benchmarks/functions/spring as a package: its jars, and an archive of its classes
 * that was trained by a run, an AOT cache where the JDK has it, else AppCDS.
 */
final class SpringPackage {

  static final long HEAP_BYTES = 256L << 20;

  /** Many cold starts at once take longer than a platform would wait. */
  static final Limits PATIENT =
      new Limits(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(2));

  private static final int MEMORY_MB = 1024;
  private static final int TRAINING_REQUESTS = 100;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final boolean HAS_AOT_CACHE = Runtime.version().feature() >= 25;

  private final Launch launch;
  private final Path archive;

  private SpringPackage(Launch launch, Path archive) {
    this.launch = launch;
    this.archive = archive;
  }

  /** Trains the archive, into this directory. */
  static SpringPackage build(Path work) throws Exception {
    Files.createDirectories(work);
    Jdk jdk = Jdk.at(Path.of(System.getProperty("java.home")));
    Path archive = work.toAbsolutePath().resolve("spring-" + jdk.feature() + ".archive");
    SpringPackage made =
        new SpringPackage(
            new Launch(jdk, RuntimeKind.OURS, FunctionKind.SPRING, StartMode.PLAIN), archive);
    Files.deleteIfExists(archive);
    made.train();
    return made;
  }

  /** The function, with more options for its JVM. */
  FunctionSpec.Builder function(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(launch.jdk().java());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx" + HEAP_BYTES));
    command.addAll(options);
    command.addAll(List.of("-cp", launch.classPath()));
    command.addAll(launch.runtime().main(launch.function()));
    return FunctionSpec.builder()
        .command(command)
        .name("spring")
        .memoryMb(MEMORY_MB)
        .timeout(TIMEOUT)
        .environment("LOGGING_LEVEL_ROOT", "WARN");
  }

  /** The options that use the archive, at the address that it was made for: then it stays clean. */
  List<String> archiveOptions() {
    return List.of(
        (HAS_AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive,
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0");
  }

  /** The archive is written when the process ends by itself. */
  private void train() throws IOException, EnvironmentFailure, InterruptedException {
    String option = (HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
    try (Emulator emulator = Emulator.builder().limits(PATIENT).build();
        Environment environment = emulator.start(function(List.of(option)).build())) {
      for (int i = 0; i < TRAINING_REQUESTS; i++) {
        environment.invoke(event("train"));
      }
      environment.invoke(event("exit"));
    }
    if (!Files.exists(archive)) {
      throw new IOException("the training run has not written " + archive);
    }
  }

  static byte[] event(String name) {
    return ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
  }
}
