package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixtures say on each line what is to be found there; all of them are one program. */
class FixturesTest {

  private static final Path FIXTURES = Path.of("src/fixtures");
  private static final Pattern EXPECTED = Pattern.compile("// HIT ([A-Z_, ]+)");

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {11, 17, 21, 25})
  void findsWhatTheSourcesSayAndNothingElse(int release) throws IOException {
    assumeTrue(Runtime.version().feature() >= release, "needs a newer JDK");
    Path libraries = libraries();
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("java", "java17", "java21")) {
      boolean readable = folder.equals("java") || release >= Integer.parseInt(folder.substring(4));
      if (readable) {
        sources.addAll(Compiled.sources(FIXTURES.resolve(folder), ".java"));
      }
    }
    Compiled.java(sources, classes, Integer.toString(release), libraries);
    compare(found(Compiled.findings(List.of(classes), List.of(libraries))), expected(sources));
  }

  @Test
  void findsWhatKotlinSourcesSayAndNothingElse() throws IOException {
    Path libraries = libraries();
    Path classes = Files.createDirectory(temporary.resolve("kotlin"));
    List<Path> sources = Compiled.sources(FIXTURES.resolve("kotlin"), ".kt");
    Kotlin.compile(sources, classes, libraries);
    compare(found(Compiled.findings(List.of(classes), List.of(libraries))), expected(sources));
  }

  /** Stubs of libraries, and our own hooks as they are. */
  private Path libraries() throws IOException {
    Path classes = Files.createDirectory(temporary.resolve("libraries"));
    List<Path> sources = new ArrayList<>(Compiled.sources(FIXTURES.resolve("stubs"), ".java"));
    Compiled.sources(Path.of("../hooks/src/main/java"), ".java").stream()
        .filter(file -> !file.endsWith("module-info.java"))
        .forEach(sources::add);
    Compiled.java(sources, classes, "17");
    return classes;
  }

  private static void compare(Set<String> found, Set<String> expected) {
    Set<String> missed = new TreeSet<>(expected);
    missed.removeAll(found);
    Set<String> wrong = new TreeSet<>(found);
    wrong.removeAll(expected);
    assertThat(List.of(missed, wrong)).as("missed, wrong").isEqualTo(List.of(Set.of(), Set.of()));
  }

  private static Set<String> found(List<Finding> findings) {
    Set<String> found = new TreeSet<>();
    for (Finding finding : findings) {
      found.add(finding.sourceFile() + ":" + finding.line() + " " + finding.pattern());
    }
    return found;
  }

  private static Set<String> expected(List<Path> sources) throws IOException {
    Set<String> expected = new TreeSet<>();
    for (Path source : sources) {
      List<String> lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        Matcher matcher = EXPECTED.matcher(lines.get(i));
        if (matcher.find()) {
          for (String pattern : matcher.group(1).strip().split(" *, *")) {
            expected.add(source.getFileName() + ":" + (i + 1) + " " + pattern);
          }
        }
      }
    }
    return expected;
  }
}
