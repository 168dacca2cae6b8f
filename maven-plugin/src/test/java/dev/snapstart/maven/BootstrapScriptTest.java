package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script with a JVM that prints what it was started with. */
class BootstrapScriptTest {

  private static final String C1 = "-XX:TieredStopAtLevel=1";
  private static final String SERIAL = "-XX:+UseSerialGC";
  private static final String TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
  private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
  private static final String OPTIONS = "SNAPSTART_JAVA_OPTIONS";
  private static final FileTime DATE = FileTime.from(Instant.EPOCH.plusSeconds(1_000));

  @TempDir private Path temporary;

  private Path function;

  @BeforeEach
  void putTogether() throws Exception {
    function = temporary.resolve("a function's directory");
    Path java = function.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.createDirectories(function.resolve("lib"));
    Files.writeString(java, "#!/bin/sh\npwd\nfor each; do printf '%s\\n' \"$each\"; done\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String file : List.of("function.jar", "lib/a b.jar", "function.aot")) {
      Files.writeString(function.resolve(file), "");
      Files.setLastModifiedTime(function.resolve(file), DATE);
    }
    write(ArchiveKind.AOT, "", "-Dplain=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash --posix"})
  void startsTheFunctionWhereItLies(String shell) throws Exception {
    assertThat(start(shell, Map.of()))
        .startsWith(function.toString())
        .containsSubsequence(
            "-XX:AOTCache=function.aot",
            "-Dsnapstart.archive=function.aot",
            "-Dplain=1",
            "-cp",
            "function.jar:lib/a b.jar",
            "dev.snapstart.runtime.Bootstrap",
            "com.acme.Orders::price");
  }

  @Test
  void runsTheHandlerOfThePlatform() throws Exception {
    assertThat(start("sh", Map.of("_HANDLER", "com.acme.Other"))).endsWith("com.acme.Other");
  }

  @ParameterizedTest
  @CsvSource({
    "on-demand, true",
    "'', true",
    "snap-start, false",
    "provisioned-concurrency, false",
    "lambda-managed-instances, false"
  })
  void takesC1OnlyOnDemand(String type, boolean c1) throws Exception {
    assertThat(start("sh", Map.of(TYPE, type)).contains(C1)).isEqualTo(c1);
  }

  @ParameterizedTest
  @CsvSource({"128, 64", "256, 192", "512, 384", "1024, 768", "3008, 2752", "10240, 9984"})
  void leavesRoomBesideTheHeap(String memory, String heap) throws Exception {
    assertThat(start("sh", Map.of(MEMORY, memory))).contains("-Xmx" + heap + "m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "08", "0"})
  void leavesTheHeapToTheJvmWhereTheMemoryIsNotKnown(String memory) throws Exception {
    assertThat(start("sh", Map.of(MEMORY, memory))).contains(SERIAL).noneMatch(isHeap());
  }

  @Test
  void leavesTheCollectorToTheJvmFromTwoProcessorsOn() throws Exception {
    assertThat(start("sh", Map.of(MEMORY, "3537"))).contains(SERIAL);
    assertThat(start("sh", Map.of(MEMORY, "3538"))).doesNotContain(SERIAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", OPTIONS})
  void givesWayToOptionsOfTheUser(String variable) throws Exception {
    String given = "-XX:+UseParallelGC -XX:MaxRAMPercentage=50 -XX:TieredStopAtLevel=4";
    assertThat(start("sh", Map.of(variable, given, MEMORY, "512")))
        .doesNotContain(SERIAL, C1)
        .noneMatch(isHeap());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash --posix"})
  void splitsOptionsAsTheJvmDoes(String shell) throws Exception {
    String given = " -Da='x y'  \"-Db=it's\"\t-Dc=\\ '' '-Dd=$(id) * `id`'\n-De=ü ";
    assertThat(start(shell, Map.of(OPTIONS, given)))
        .containsSubsequence(
            "-Dplain=1", "-Da=x y", "-Db=it's", "-Dc=\\", "", "-Dd=$(id) * `id`", "-De=ü", "-cp");
  }

  @Test
  void hasTheOptionsOfThePackage() throws Exception {
    write(ArchiveKind.NONE, "", "-Da=it's \"so\"", "-Db=two words", "-Dc=$HOME");
    assertThat(start("sh", Map.of()))
        .containsSubsequence("-Da=it's \"so\"", "-Db=two words", "-Dc=$HOME", "-cp")
        .noneMatch(line -> line.contains("archive") || line.contains("AOT"));
  }

  @Test
  void saysInOneLineThatTheArchiveIsMissing() throws Exception {
    Files.delete(function.resolve("function.aot"));
    assertThat(start("sh", Map.of()))
        .first()
        .asString()
        .startsWith("bootstrap: there is no start-up archive " + function + "/function.aot;")
        .endsWith("[PACKAGE_ARCHIVE_LEFT_OUT]");
  }

  @Test
  void saysInOneLineThatAJarIsNewerThanTheArchive() throws Exception {
    Files.setLastModifiedTime(function.resolve("lib/a b.jar"), FileTime.from(Instant.now()));
    assertThat(start("sh", Map.of()))
        .noneMatch(line -> line.startsWith("-XX:AOTCache"))
        .first()
        .asString()
        .startsWith("bootstrap: lib/a b.jar is newer than the start-up archive function.aot;");
  }

  @Test
  void saysWhatToDoWhenTheJdkIsNotExecutable() throws Exception {
    Files.setPosixFilePermissions(
        function.resolve("jdk/bin/java"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(start("sh", Map.of()))
        .singleElement()
        .asString()
        .contains("jdk/bin/java is no executable file; unpack all of the package")
        .endsWith("[PACKAGE_INCOMPLETE]");
  }

  @Test
  void saysWhatToDoWhenItsDirectoryIsNotThere() throws Exception {
    String script = Files.readString(function.resolve("bootstrap"));
    assertThat(run(Map.of(), "sh", "-c", script, temporary + "/gone/bootstrap"))
        .last()
        .asString()
        .contains("cannot change to the function's directory \"" + temporary + "/gone\"")
        .endsWith("[PACKAGE_INCOMPLETE]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash --posix"})
  void saysThatTheJdkIsForAnotherMachine(String shell) throws Exception {
    write(ArchiveKind.NONE, "/lib/ld-linux-of-another.so.1");
    assertThat(start(shell, Map.of()))
        .singleElement()
        .asString()
        .contains("its JDK needs /lib/ld-linux-of-another.so.1, which this system does not have")
        .endsWith("[PACKAGE_OTHER_ARCHITECTURE]");
  }

  private static Predicate<String> isHeap() {
    return line -> line.startsWith("-Xmx");
  }

  private void write(ArchiveKind archive, String loader, String... options) throws Exception {
    BootstrapScript script =
        new BootstrapScript(
            "com.acme.Orders::price",
            "function.jar:lib/a b.jar",
            List.of(options),
            archive,
            loader);
    Path file = function.resolve("bootstrap");
    Files.writeString(file, script.text());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> start(String shell, Map<String, String> variables) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.add(function.resolve("bootstrap").toString());
    return run(variables, command.toArray(String[]::new));
  }

  private List<String> run(Map<String, String> variables, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(temporary.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
