package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.runtime.fixtures.Handlers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guards what makes a cold start slow, by count: time is for the benchmarks. A limit that is passed
 * is no failure of the machine but a class, an allocation or a connection that somebody added; look
 * at what it is before you raise the limit.
 */
class ColdStartCountsTest {

  private static final byte[] EVENT =
      "{\"currency\":\"EUR\",\"cents\":1}".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path directory;

  @Test
  void loadsFewClassesForAStreamHandler() throws Exception {
    List<String> classes = classesUntilFirstNext(Handlers.StreamEcho.class);
    assertThat(own(classes)).hasSizeLessThanOrEqualTo(36);
    assertThat(classes).hasSizeLessThanOrEqualTo(jdk17() ? 820 : 1010);
    assertThat(classes)
        .noneMatch(name -> name.startsWith("com.fasterxml."))
        .noneMatch(name -> name.startsWith("java.util.regex."))
        .noneMatch(ColdStartCountsTest::isCostly);
  }

  @Test
  void loadsFewClassesForAnObjectHandler() throws Exception {
    List<String> classes = classesUntilFirstNext(Handlers.RecordHandler.class);
    assertThat(own(classes)).hasSizeLessThanOrEqualTo(66);
    assertThat(classes).hasSizeLessThanOrEqualTo(jdk17() ? 1040 : 1250);
    // jackson-core's NumberInput holds a Pattern; its classes come from the JDK's own archive
    assertThat(classes).noneMatch(ColdStartCountsTest::isCostly);
  }

  @Test
  void allocatesLittleForAnInvocationAndKeepsItsConnection() throws Exception {
    try (Emulator emulator = Emulator.builder().build()) {
      Environment environment = emulator.start(FunctionProcess.function("Allocated").build());
      long least = Long.MAX_VALUE;
      long before = allocated(environment);
      for (int i = 0; i < 200; i++) {
        long after = allocated(environment);
        least = Math.min(least, after - before);
        before = after;
      }
      assertThat(least).isLessThanOrEqualTo(12_000);
      assertThat(environment.connectionCount()).isEqualTo(1);
    }
  }

  @Test
  void makesNoClassesForTheFirstEvent() throws Exception {
    Path log = directory.resolve("classes.log");
    List<String> options = List.of("-Xlog:class+load:file=" + log + "::filesize=0");
    try (Emulator emulator = Emulator.builder().build()) {
      Environment environment =
          emulator.start(
              FunctionProcess.bootstrap(
                      FunctionProcess.CLASS_PATH, options, Handlers.RecordHandler.class.getName())
                  .build());
      int before = classes(log).size();
      environment.invoke(EVENT);
      List<String> classes = classes(log);
      assertThat(classes.subList(before, classes.size()))
          .isNotEmpty()
          .noneMatch(name -> name.startsWith("java.lang.invoke."));
    }
  }

  /** What is called often has earned a class. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_18)
  void makesClassesForWhatManyEventsNeed() throws Exception {
    Path log = directory.resolve("classes.log");
    List<String> options = List.of("-Xlog:class+load:file=" + log + "::filesize=0");
    try (Emulator emulator = Emulator.builder().build()) {
      Environment environment =
          emulator.start(
              FunctionProcess.bootstrap(
                      FunctionProcess.CLASS_PATH, options, Handlers.RecordHandler.class.getName())
                  .build());
      int before = classes(log).size();
      boolean made = false;
      for (int i = 0; i < 20_000 && !made; i++) {
        environment.invoke(EVENT);
        if (i % 100 == 0) {
          List<String> classes = classes(log);
          made =
              classes.subList(before, classes.size()).stream()
                  .anyMatch(name -> name.startsWith("java.lang.invoke.LambdaForm$"));
        }
      }
      assertThat(made).isTrue();
    }
  }

  private static long allocated(Environment environment) throws InterruptedException {
    return Long.parseLong(environment.invoke("{}".getBytes(StandardCharsets.US_ASCII)).text());
  }

  private List<String> classesUntilFirstNext(Class<?> handler) throws Exception {
    Path log = directory.resolve("classes.log");
    List<String> options = List.of("-Xlog:class+load:file=" + log + "::filesize=0");
    try (Emulator emulator = Emulator.builder().build()) {
      emulator.start(
          FunctionProcess.bootstrap(FunctionProcess.CLASS_PATH, options, handler.getName())
              .build());
      return classes(log);
    }
  }

  private static List<String> classes(Path log) throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      // [0.011s][info][class,load] java.lang.Object source: shared objects file
      String name = line.substring(line.lastIndexOf(']', line.indexOf(" source:")) + 1).strip();
      names.add(name.split(" ", 2)[0]);
    }
    return names;
  }

  private static List<String> own(List<String> classes) {
    return classes.stream().filter(name -> name.startsWith("dev.snapstart.")).toList();
  }

  /** What the first use of drags in dozens of other classes. */
  private static boolean isCostly(String name) {
    return name.startsWith("java.util.logging.")
        || name.startsWith("java.util.stream.")
        || name.equals("java.util.Formatter")
        || name.startsWith("java.time.format.")
        || name.startsWith("java.lang.management.")
        || name.startsWith(Diet.class.getName())
        || name.equals(JvmDiagnostics.class.getName())
        || name.equals(MemoryUse.class.getName())
        || (name.startsWith("dev.snapstart.") && name.contains("$$Lambda"));
  }

  private static boolean jdk17() {
    return Runtime.version().feature() < 21;
  }
}
