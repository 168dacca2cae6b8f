package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The plugin as users have it: a jar that SpotBugs loads. */
class SpotBugsTest {

  @TempDir static Path temporary;
  private static List<Element> bugs;

  @BeforeAll
  static void run() throws Exception {
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    Path sources = Files.createDirectory(temporary.resolve("sources"));
    Path source = sources.resolve("Orders.java");
    Files.writeString(
        source,
        """
        package orders;

        import com.amazonaws.services.lambda.runtime.Context;
        import com.amazonaws.services.lambda.runtime.RequestHandler;
        import java.util.UUID;

        public class Orders implements RequestHandler<String, String> {
          private final Series series = new Series();

          public String handleRequest(String event, Context context) {
            return series.name;
          }

          static class Series {
            final String name = fresh();

            static String fresh() {
              return "s-" + UUID.randomUUID();
            }
          }
        }
        """);
    Compiled.java(List.of(source), classes, "17");
    bugs = new CommandLine(temporary).analyse(classes).succeeded().bugs();
  }

  @Test
  void reportsWithPriorityRankCweAndLine() {
    assertThat(bugs).hasSize(1);
    Element bug = bug();
    assertThat(bug.getAttribute("type")).isEqualTo("SNAP_UNIQUE_VALUE");
    assertThat(bug.getAttribute("priority")).isEqualTo("1");
    assertThat(Integer.parseInt(bug.getAttribute("rank"))).isLessThanOrEqualTo(9);
    assertThat(bug.getAttribute("cweid")).isEqualTo("340");
    assertThat(lines(bug).get(0).getAttribute("sourcefile")).isEqualTo("Orders.java");
  }

  @Test
  void saysWhatIsCapturedWhyByWhichWayAndWhatToDo() {
    assertThat(bug().getElementsByTagName("LongMessage").item(0).getTextContent())
        .contains("UUID.randomUUID in orders.Orders$Series.fresh()")
        .contains("so all clones have the same id; it stays in Orders.Series.name")
        .contains(
            "Orders is a Lambda handler: the constructor of Orders → the constructor of"
                + " Orders.Series → Orders.Series.fresh")
        .contains("To fix: make it while handling an event");
  }

  @Test
  void hasTheWayAsLines() {
    assertThat(lines(bug()))
        .extracting(line -> line.getAttribute("start"))
        .containsExactly("18", "15", "8");
  }

  private static Element bug() {
    return bugs.get(0);
  }

  /** Those of the bug itself, not of its classes and methods. */
  private static List<Element> lines(Element bug) {
    List<Element> lines = new ArrayList<>();
    for (Node node = bug.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals("SourceLine")) {
        lines.add(element);
      }
    }
    return lines;
  }
}
