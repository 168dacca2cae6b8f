package dev.snapstart.samples.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the rules say of our own samples, down to the lowest priority. */
class SamplesScanIT {

  private static final Pattern HIT = Pattern.compile("// HIT ([A-Z_, ]+)");

  @TempDir private Path temporary;

  @Test
  void findsNothingInOrders() throws Exception {
    assertThat(scan("orders")).isEmpty();
  }

  @Test
  void findsNothingInWebBesidesWhatItsFilterNames() throws Exception {
    assertThat(scan("web", "-exclude", "../web/spotbugs-exclude.xml")).isEmpty();
    assertThat(scan("web")).hasSize(1).first().asString().endsWith(" SNAP_UNIQUE_VALUE");
  }

  /** Where a good one and a broken one are side by side, the good one says nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "broken",
        "http-app",
        "kotlin",
        "micronaut",
        "postgres",
        "sdk-dynamodb",
        "secrets",
        "spring",
        "sqs-batch",
        "streaming"
      })
  void findsWhatTheSampleSaysAndNothingElse(String sample) throws Exception {
    String filter = "../" + sample + "/spotbugs-exclude.xml";
    String[] options =
        Files.exists(Path.of(filter)) ? new String[] {"-exclude", filter} : new String[0];
    assertThat(new TreeSet<>(scan(sample, options))).isEqualTo(said(sample));
  }

  private static Set<String> said(String sample) throws IOException {
    Set<String> said = new TreeSet<>();
    for (Path source : sources(sample)) {
      List<String> lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        Matcher hit = HIT.matcher(lines.get(i));
        if (hit.find()) {
          for (String rule : hit.group(1).split(", ", -1)) {
            said.add(source.getFileName() + ":" + (i + 1) + " " + rule);
          }
        }
      }
    }
    return said;
  }

  private static List<Path> sources(String sample) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", sample, "src", "main"))) {
      return files.filter(file -> file.toString().matches(".*\\.(java|kt)")).toList();
    }
  }

  private List<String> scan(String sample, String... options) throws Exception {
    Path report = temporary.resolve("report.xml");
    Path output = temporary.resolve("output.txt");
    String libraries = jars(jar -> !jar.contains("snapstart-rules"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dsnapstart.rules.sinks=../secrets/snapstart-sinks.txt");
    command.addAll(List.of("-cp", libraries, "edu.umd.cs.findbugs.FindBugs2", "-low"));
    command.addAll(List.of("-pluginList", jars(jar -> jar.contains("snapstart-rules"))));
    command.addAll(List.of("-visitors", "SnapshotDetector", "-auxclasspath", libraries));
    command.addAll(List.of(options));
    command.addAll(List.of("-xml=" + report, "../" + sample + "/target/classes"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    return findings(report);
  }

  private static List<String> findings(Path report) throws Exception {
    NodeList bugs =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("BugInstance");
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < bugs.getLength(); i++) {
      Element bug = (Element) bugs.item(i);
      NodeList lines = bug.getElementsByTagName("SourceLine");
      for (int j = 0; j < lines.getLength(); j++) {
        Element line = (Element) lines.item(j);
        if (line.getParentNode() == bug) {
          findings.add(
              line.getAttribute("sourcefile")
                  + ":"
                  + line.getAttribute("start")
                  + " "
                  + bug.getAttribute("type"));
          break;
        }
      }
    }
    return findings;
  }

  private static String jars(Predicate<String> wanted) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar") && wanted.test(entry))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
