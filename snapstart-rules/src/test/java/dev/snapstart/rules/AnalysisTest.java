package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the analysis and comes out of it, apart from what it finds. */
class AnalysisTest {

  @TempDir Path temporary;
  private Path classes;

  @BeforeEach
  void compile() throws IOException {
    classes = Files.createDirectories(temporary.resolve("classes"));
    compile(
        "A",
        "java.util.UUID id = fresh(); static java.util.UUID fresh() { return java.util.UUID.randomUUID(); }");
    compile("B", "static long time = System.nanoTime();");
  }

  @Test
  void goesOnWithoutWhatCannotBeRead() throws IOException {
    Path broken = classes.resolve("p/Broken.class");
    Files.write(broken, new byte[] {1, 2, 3});
    byte[] cut = Files.readAllBytes(classes.resolve("p/B.class"));
    Files.write(classes.resolve("p/Cut.class"), java.util.Arrays.copyOf(cut, cut.length / 2));
    Unread unread = new Unread();

    List<Finding> findings = Compiled.findings(List.of(classes), List.of(), unread);

    assertThat(findings).hasSize(2);
    assertThat(unread.reasons()).containsKeys("p/Broken", "p/Cut");
  }

  @Test
  void goesOnWithACyclicHierarchy() throws IOException {
    write("Cycle1", "p/Cycle2");
    write("Cycle2", "p/Cycle1");

    assertThat(Compiled.findings(List.of(classes), List.of())).hasSize(2);
  }

  @Test
  void findsTheSameInTheSameOrderEachTime() {
    List<String> first = describe(Compiled.findings(List.of(classes), List.of()));

    assertThat(first).containsExactly("p/A SNAP_UNIQUE_VALUE", "p/B SNAP_TIMESTAMP");
    assertThat(describe(Compiled.findings(List.of(classes), List.of()))).isEqualTo(first);
  }

  @Test
  void analysesOnlyWhatTheTemplateDeploysWithSnapStart() {
    Program program = program();

    List<Finding> findings = new Analysis(program, Sinks.load(), new Template(Set.of("p/B"))).run();

    assertThat(describe(findings)).containsExactly("p/B SNAP_TIMESTAMP");
  }

  @Test
  void writesSarifWithTheWayAndAFingerprintThatIsNotALine() {
    String text = new Sarif(temporary).of(Compiled.findings(List.of(classes), List.of()));
    JsonObject run =
        JsonParser.parseString(text)
            .getAsJsonObject()
            .getAsJsonArray("runs")
            .get(0)
            .getAsJsonObject();
    JsonObject result = run.getAsJsonArray("results").get(0).getAsJsonObject();

    assertThat(result.get("ruleId").getAsString()).isEqualTo("SNAP_UNIQUE_VALUE");
    assertThat(result.get("level").getAsString()).isEqualTo("error");
    assertThat(at(result, "locations", "physicalLocation", "artifactLocation", "uri"))
        .isEqualTo("p/A.java");
    assertThat(result.getAsJsonArray("codeFlows").toString()).contains("A.fresh");
    assertThat(result.getAsJsonObject("partialFingerprints").get("snapstart/v1").getAsString())
        .hasSize(32);
    assertThat(run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules"))
        .hasSize(Pattern.values().length);
  }

  private static String at(JsonObject object, String first, String... path) {
    JsonElement found = object.getAsJsonArray(first).get(0);
    for (String key : path) {
      found = found.getAsJsonObject().get(key);
    }
    return found.getAsString();
  }

  private Program program() {
    Program program =
        new Program(
            name -> {
              try {
                Path file = classes.resolve(name + ".class");
                return Files.exists(file) ? Files.readAllBytes(file) : null;
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            },
            new Unread());
    program.add("p/A");
    program.add("p/B");
    return program;
  }

  private static List<String> describe(List<Finding> findings) {
    return findings.stream().map(finding -> finding.className() + " " + finding.pattern()).toList();
  }

  private void compile(String name, String members) throws IOException {
    Path source = temporary.resolve(name + ".java");
    Files.writeString(
        source,
        "package p; public class "
            + name
            + " implements com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {"
            + members
            + " public String handleRequest(String event,"
            + " com.amazonaws.services.lambda.runtime.Context context) { return event; } }");
    Compiled.java(List.of(source), classes, "17");
  }

  private void write(String name, String parent) throws IOException {
    org.objectweb.asm.ClassWriter writer = new org.objectweb.asm.ClassWriter(0);
    writer.visit(
        org.objectweb.asm.Opcodes.V11,
        org.objectweb.asm.Opcodes.ACC_PUBLIC,
        "p/" + name,
        null,
        parent,
        null);
    Files.write(classes.resolve("p/" + name + ".class"), writer.toByteArray());
  }
}
