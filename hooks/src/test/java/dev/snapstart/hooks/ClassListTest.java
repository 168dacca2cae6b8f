package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassListTest {

  static final List<String> INITIALISED = new ArrayList<>();

  @TempDir private Path directory;

  /** Says when it is initialised. */
  static final class First {
    static {
      INITIALISED.add("First");
    }
  }

  /** Says when it is initialised. */
  static final class Second {
    static {
      INITIALISED.add("Second");
    }
  }

  /** Cannot be initialised. */
  static final class Broken {
    static final int NUMBER = Integer.parseInt("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.lang.String                                                      | java.lang.String
          java/util/Map$Entry                                                   | java.util.Map$Entry
          [Ljava.lang.String;                                                   | [Ljava.lang.String;
          com.acme.Orders load                                                  | com.acme.Orders
          [0.012s][info][class,load] java.lang.Object source: jrt:/java.base    | java.lang.Object
          [0.9s][debug][class,load,x] com.acme.A$B source: file:/a b.jar        | com.acme.A$B
          """)
  void understandsAllSpellingsOfAName(String line, String name) {
    assertThat(ClassList.name(line)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Orders$$Lambda/0x0000000800c01000",
        "com.acme.Orders$$Lambda$14/0x0000000800c01000",
        "[0.1s][info][class,load] java.lang.invoke.LambdaForm$DMH/0x00 source: java.lang.invoke",
        "jdk.proxy2.$Proxy7",
        "jdk.internal.reflect.GeneratedMethodAccessor1",
        "com.acme.Hidden+0x0000000800c01000"
      })
  void skipsWhatTheJvmMakesUpAnew(String line) {
    assertThat(ClassList.name(line)).isNull();
  }

  @Test
  void loadsAndInitialisesTheListsOfAllJarsEachClassOnce() throws Exception {
    INITIALISED.clear();
    String first = First.class.getName();
    ClassList.Result result =
        prime(
            "\ufeff# one jar\r\n  " + first + "  \r\n\r\n" + first.replace('.', '/') + "\r\n",
            first + "\n" + ClassListTest.class.getName() + "$Second load\nx.$Proxy1\n");
    assertThat(result).isEqualTo(new ClassList.Result(2, 0, 0, 1, List.of()));
    assertThat(INITIALISED).containsExactly("First");
  }

  @Test
  void leavesClassesInsideTheJdkToTheJdk() throws Exception {
    String output = OtherJvm.outputOf(InsideJdk.class, "-Dtest.directory=" + directory);
    assertThat(output).contains("1 loaded, 0 missing, 0 failed", "processors: true");
  }

  /** Loads a class whose initialiser calls a library that the JDK loads elsewhere. */
  static final class InsideJdk {
    public static void main(String[] arguments) throws Exception {
      ClassListTest test = new ClassListTest();
      test.directory = Path.of(System.getProperty("test.directory"));
      test.prime("com.sun.management.internal.OperatingSystemImpl\n").report();
      OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
      System.out.println("processors: " + (machine.getAvailableProcessors() > 0));
    }
  }

  @Test
  void goesOnWhateverAClassDoes() throws Exception {
    ClassList.Result result =
        prime("com.acme.Gone\n" + ClassListTest.class.getName() + "$Broken\njava.lang.String\n");
    assertThat(result.loaded()).isOne();
    assertThat(result.missing()).isOne();
    assertThat(result.failed()).isOne();
    assertThat(result.failures())
        .satisfiesExactly(
            missing -> assertThat(missing).isEqualTo("com.acme.Gone is missing"),
            failed -> assertThat(failed).contains("$Broken failed: java.lang.ExceptionInInit"));
  }

  @Test
  void warnsWhenNothingOfAListWasLoaded() throws Exception {
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      prime("com.acme.Gone\ncom.acme.GoneToo\n").report();
      prime("\n").report();
    } finally {
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("WARNING: no class of the priming list was loaded: 0 loaded, 2 missing")
        .endsWith(" [HOOKS_NO_CLASS_LOADED]" + System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void saysThatAListCannotBeRead() {
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          protected Enumeration<URL> findResources(String name) throws IOException {
            return Collections.enumeration(List.of(directory.resolve("gone").toUri().toURL()));
          }
        };
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> ClassList.of(loader))
        .withMessage(
            "cannot read the lists of classes, META-INF/snapstart/classes.txt"
                + " [HOOKS_CLASS_LIST_UNREADABLE]")
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void saysWhatTheJvmLacksToTellItsClasses() throws Exception {
    assertThat(
            OtherJvm.outputOf(
                Recorded.class, "--limit-modules=java.management,java.sql,jdk.unsupported"))
        .isEqualTo(
            "cannot ask this JVM for its classes: expected module jdk.management"
                + " [HOOKS_NO_DIAGNOSTICS]");
  }

  /** A test that records its classes. */
  static final class Recorded {
    public static void main(String[] arguments) {
      try {
        ClassListRecorder.write(Path.of("unused"), name -> true);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void recordsAListThatPrimesItself() throws Exception {
    new First();
    Path file = directory.resolve("made/classes.txt");
    int written = ClassListRecorder.write(file, name -> name.startsWith("dev.snapstart."));
    List<String> names = Files.readAllLines(file);
    assertThat(names)
        .hasSize(written)
        .isSorted()
        .contains(First.class.getName(), ClassList.class.getName())
        .noneMatch(name -> name.contains("Lambda"));
    ClassListRecorder.write(file, name -> name.startsWith("dev.snapstart."));
    assertThat(Files.readAllLines(file)).containsAll(names);
    ClassList.Result result = prime(Files.readString(file).replace("\n", " load\n"));
    assertThat(result).isEqualTo(new ClassList.Result(result.loaded(), 0, 0, 0, List.of()));
    assertThat(result.loaded()).isGreaterThanOrEqualTo(written);
  }

  private ClassList.Result prime(String... lists) throws Exception {
    List<URL> roots = new ArrayList<>();
    for (String list : lists) {
      Path file = Files.createTempDirectory(directory, "jar").resolve(ClassList.RESOURCE);
      Files.createDirectories(file.getParent());
      Files.writeString(file, list);
      roots.add(file.getParent().getParent().getParent().toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(roots.toArray(new URL[0]), getClass().getClassLoader())) {
      return ClassList.of(loader).prime();
    }
  }
}
