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
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * A function of benchmarks/functions as a package: its jars, and an archive of its classes that was
 * trained by a run, an AOT cache where the JDK has it, else AppCDS.
 */
final class FunctionPackage {

  static final long HEAP_BYTES = 256L << 20;

  /** What each gets that is measured. */
  static final byte[] EVENT = FunctionKind.SPRING.event();

  /** Many cold starts at once take longer than a platform would wait. */
  static final Limits PATIENT =
      new Limits(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(2));

  private static final int MEMORY_MB = 1024;
  private static final int TRAINING_REQUESTS = 100;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** What AppCDS has in place of it is laid out anew by each process. */
  static final boolean HAS_AOT_CACHE = Runtime.version().feature() >= 25;

  private final Launch launch;
  private final String classPath;
  private final Path archive;
  private final List<String> wrapper;

  private FunctionPackage(Launch launch, String classPath, Path archive, List<String> wrapper) {
    this.launch = launch;
    this.classPath = classPath;
    this.archive = archive;
    this.wrapper = wrapper;
  }

  /** Of these jars, on any JDK of the version that runs this; without its archive yet. */
  FunctionPackage(Path work, Launch launch, String classPath) {
    this(
        launch,
        classPath,
        work.toAbsolutePath()
            .resolve(launch.function() + "-" + launch.jdk().feature() + ".archive"),
        List.of());
  }

  /** The function with a web context of Spring Boot; the archive comes into this directory. */
  static FunctionPackage spring(Path work) throws Exception {
    Launch launch = launch(ownJdk(), FunctionKind.SPRING);
    return new FunctionPackage(work, launch, launch.classPath()).trained();
  }

  /** The same without addresses that are other ones in each process. */
  FunctionPackage atFixedAddresses() {
    return new FunctionPackage(launch, classPath, archive, List.of("setarch", "-R"));
  }

  static Launch launch(Jdk jdk, FunctionKind function) {
    return new Launch(jdk, RuntimeKind.OURS, function, StartMode.PLAIN);
  }

  /** The one that runs this. */
  static Jdk ownJdk() throws IOException {
    return Jdk.at(Path.of(System.getProperty("java.home")));
  }

  /** The function, with more options for its JVM. */
  FunctionSpec.Builder function(List<String> options) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(launch.jdk().java());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx" + HEAP_BYTES));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(launch.runtime().main(launch.function()));
    return FunctionSpec.builder()
        .command(command)
        .name(launch.function().toString())
        .memoryMb(MEMORY_MB)
        .timeout(TIMEOUT)
        .environment("LOGGING_LEVEL_ROOT", "WARN");
  }

  /** The function as it is published. */
  FunctionSpec.Builder function(SnapshotKind kind, String priming) {
    return function(kind.options(this))
        .environment("SNAPSTART_DIET", kind.diet())
        .environment("PRIME", priming);
  }

  /** The options that use the archive, at the address that it was made for: then it stays clean. */
  List<String> archiveOptions() {
    return List.of(
        (HAS_AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive,
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0");
  }

  /** All files that a process of it reads: the JDK's, the jars, the archive. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(archive));
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      files.add(Path.of(jar));
    }
    try (Stream<Path> jdk = Files.walk(launch.jdk().home())) {
      jdk.filter(Files::isRegularFile).forEach(files::add);
    }
    return files;
  }

  /** Makes the archive, which is written when the process ends by itself. */
  FunctionPackage trained()
      throws IOException, EnvironmentFailure, InterruptedException, ExecutionException {
    Files.createDirectories(archive.getParent());
    Files.deleteIfExists(archive);
    String option = (HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
    try (Emulator emulator = Emulator.builder().limits(PATIENT).build();
        Environment environment = emulator.start(function(List.of(option)).build())) {
      for (int i = 0; i < TRAINING_REQUESTS; i++) {
        environment.invoke(launch.function().event());
      }
      ProcessHandle process = ProcessHandle.of(environment.pid()).orElseThrow();
      process.destroy();
      process.onExit().get();
    }
    if (!Files.exists(archive)) {
      throw new IOException("the training run has not written " + archive);
    }
    return this;
  }
}
