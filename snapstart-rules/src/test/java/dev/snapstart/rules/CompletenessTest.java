package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.FindBugs2;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A rule is a pattern, a message, a code, a CWE, a rank, a page and a fixture. */
class CompletenessTest {

  private static final Path PAGES = Path.of("../docs/rules");

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void hasAllThatARuleNeeds(Pattern pattern) throws Exception {
    Element declared = element("findbugs.xml", "BugPattern", "type", pattern.name());
    String abbreviation = declared.getAttribute("abbrev");
    Element message = element("messages.xml", "BugPattern", "type", pattern.name());
    element("messages.xml", "BugCode", "abbrev", abbreviation);
    String page = Files.readString(PAGES.resolve(pattern + ".md"));

    assertThat(declared.getAttribute("cweid")).matches("\\d+");
    assertThat(message.getTextContent()).contains("docs/rules/" + pattern + ".md", "{4}", "{6}");
    assertThat(lines("bugrank.txt")).anyMatch(line -> line.endsWith(" BugPattern " + pattern));
    assertThat(page).contains("# " + pattern, "## Bad", "## Why", "## Good", "## When to suppress");
    assertThat(page).contains("CWE-" + declared.getAttribute("cweid"));
    assertThat(fixtures()).contains("// HIT " + pattern);
    assertThat(element("findbugs.xml", "Detector", "speed", "moderate").getAttribute("reports"))
        .contains(pattern.name());
  }

  @Test
  void indexListsAllPages() throws Exception {
    List<String> rows = new ArrayList<>();
    for (Pattern pattern : Pattern.values()) {
      Element message = element("messages.xml", "BugPattern", "type", pattern.name());
      Element declared = element("findbugs.xml", "BugPattern", "type", pattern.name());
      String title = message.getElementsByTagName("ShortDescription").item(0).getTextContent();
      rows.add(
          String.join(
              " | ",
              "| [" + pattern + "](" + pattern + ".md)",
              title,
              declared.getAttribute("cweid") + " |"));
    }
    List<String> index = Files.readAllLines(PAGES.resolve("README.md"));
    assertThat(index.stream().filter(line -> line.startsWith("| ["))).isEqualTo(sorted(rows));
  }

  @ParameterizedTest
  @CsvSource({"findbugs.xml,findbugsplugin.xsd", "messages.xml,messagecollection.xsd"})
  void isValid(String file, String schema) throws Exception {
    try (InputStream xml = open(file)) {
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(FindBugs2.class.getResource("/" + schema))
          .newValidator()
          .validate(new StreamSource(xml));
    }
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  private static String fixtures() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path source : Compiled.sources(Path.of("src/fixtures"), ".java")) {
      text.append(Files.readString(source));
    }
    return text.toString();
  }

  private static List<String> lines(String file) throws IOException {
    return Arrays.asList(Files.readString(Path.of("src/main/resources", file)).split("\n"));
  }

  private static Element element(String file, String tag, String attribute, String value)
      throws Exception {
    Document document;
    try (InputStream xml = open(file)) {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
    }
    NodeList nodes = document.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element
          && element.getAttribute(attribute).equals(value)) {
        return element;
      }
    }
    throw new AssertionError(file + " has no " + tag + " with " + attribute + " " + value);
  }

  private static InputStream open(String file) throws IOException {
    return Files.newInputStream(Path.of("src/main/resources", file));
  }
}
