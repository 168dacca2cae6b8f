package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What {@code mvn help:describe} has to tell. */
class PluginDescriptorTest {

  /** Maps, which have no form on the command line. */
  private static final List<String> WITHOUT_PROPERTY = List.of("environment", "labels");

  @Test
  void describesEveryGoalAndParameter() throws Exception {
    List<String> goals = new ArrayList<>();
    for (Element mojo : all(plugin().getDocumentElement(), "mojo")) {
      goals.add(text(mojo, "goal"));
      assertThat(text(mojo, "description")).hasSizeGreaterThan(20);
      assertThat(text(mojo, "phase")).as("bound to no phase").isEmpty();
      for (Element parameter : all(mojo, "parameter")) {
        if (!text(parameter, "name").isEmpty()) {
          assertThat(text(parameter, "description")).as(text(parameter, "name")).isNotEmpty();
        }
      }
    }
    assertThat(goals)
        .containsExactlyInAnyOrder("package", "image", "dockerfile", "run", "clones", "audit");
    assertThat(text(plugin().getDocumentElement(), "goalPrefix")).isEqualTo("snapstart");
  }

  @Test
  void letsEveryParameterBeGivenOnTheCommandLine() throws Exception {
    for (Element mojo : all(plugin().getDocumentElement(), "mojo")) {
      Element configuration = all(mojo, "configuration").get(0);
      for (Element parameter : all(mojo, "parameter")) {
        String name = text(parameter, "name");
        if (text(parameter, "editable").equals("true")
            && !WITHOUT_PROPERTY.contains(name)
            && !name.equals("outputTimestamp")) {
          assertThat(text(configuration, name)).as(name).startsWith("${snapstart.");
        }
      }
    }
  }

  private static Document plugin() throws Exception {
    try (InputStream in =
        PluginDescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private static List<Element> all(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** Of the child of that name. */
  private static String text(Element parent, String name) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeName().equals(name)) {
        return child.getTextContent().strip();
      }
    }
    return "";
  }
}
