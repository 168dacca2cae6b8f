package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** What GitHub and editors take, as on a command line. */
class SpotBugsSarifTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOURCE =
      """
      import com.amazonaws.services.lambda.runtime.Context;
      import com.amazonaws.services.lambda.runtime.RequestHandler;
      import java.util.UUID;

      public class Orders implements RequestHandler<String, String> {
        private final String first = fresh("one");
        private final String second = fresh("two \\"quoted\\"");
        private final long started = System.nanoTime();
        private final java.util.Random random = new java.util.Random();
        private java.util.Random another = new java.util.Random();

        static String fresh(String name) {
          return name + UUID.randomUUID();
        }

        public String handleRequest(String event, Context context) {
          return first + second + started + random.nextInt() + another.nextInt();
        }
      }
      """;

  @TempDir Path temporary;
  private Path classes;
  private Path source;

  @BeforeEach
  void compile() throws IOException {
    classes = Files.createDirectory(temporary.resolve("classes"));
    source = temporary.resolve("src/main/java/orders/Orders.java");
    Files.createDirectories(source.getParent());
    compile("package orders;\n" + SOURCE);
  }

  @Test
  void isValid() throws Exception {
    // a class in no package, and one that does not know its source
    Path bare = temporary.resolve("Bare.java");
    Files.writeString(bare, SOURCE.replace("class Orders", "class Bare"));
    Compiled.java(List.of(bare), classes, "17");
    Path stripped = classes.resolve("orders/Orders.class");
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(Files.readAllBytes(stripped)).accept(writer, ClassReader.SKIP_DEBUG);
    Files.write(stripped, writer.toByteArray());

    JsonNode sarif = JSON.readTree(analyse());

    assertThat(sarif.at("/runs/0/results")).hasSizeGreaterThan(6);
    assertThat(schema().validate(sarif)).isEmpty();
    assertThat(schema().validate(JSON.readTree("{\"version\":\"2.1.0\"}"))).isNotEmpty();
  }

  @Test
  void isValidWithoutFindings() throws Exception {
    Files.delete(classes.resolve("orders/Orders.class"));
    Path nothing = temporary.resolve("Nothing.java");
    Files.writeString(nothing, "class Nothing {}");
    Compiled.java(List.of(nothing), classes, "17");

    JsonNode sarif = JSON.readTree(analyse());

    assertThat(sarif.at("/runs/0/results")).isEmpty();
    assertThat(schema().validate(sarif)).isEmpty();
  }

  @Test
  void namesSourcesRelativeToTheProject() throws Exception {
    List<String> paths = new ArrayList<>();
    JSON.readTree(analyse()).findValues("uri").forEach(uri -> paths.add(uri.asText()));

    assertThat(paths).isNotEmpty().containsOnly("src/main/java/orders/Orders.java");
    assertThat(URI.create(paths.get(0)).isAbsolute()).isFalse();
  }

  @Test
  void keepsFingerprintsWhereLinesMove() throws Exception {
    String before = analyse();
    assertThat(analyse()).isEqualTo(before);

    compile("package orders;\n// one\n// two\n\n" + SOURCE);
    String after = analyse();

    assertThat(lines(after)).isNotEqualTo(lines(before));
    assertThat(lines(after).keySet()).isEqualTo(lines(before).keySet());
  }

  @Test
  void saysThatItCannotWriteTheFile() throws Exception {
    Path file = temporary.resolve("gone/findings.sarif");

    CommandLine.Report report =
        new CommandLine(temporary).property("snapstart.rules.sarif", file).analyse(classes);

    assertThat(report.status()).isEqualTo(1);
    assertThat(report.output())
        .contains("cannot write findings to " + file, "-Dsnapstart.rules.sarif")
        .contains("[RULES_NO_SARIF]");
  }

  /** By fingerprint, each of which is there once. */
  private static Map<String, Integer> lines(String sarif) throws IOException {
    Map<String, Integer> lines = new TreeMap<>();
    for (JsonNode result : JSON.readTree(sarif).at("/runs/0/results")) {
      String fingerprint = result.at("/partialFingerprints").path("snapstart/v1").asText();
      int line = result.at("/locations/0/physicalLocation/region/startLine").asInt();
      assertThat(lines.put(fingerprint, line)).isNull();
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(4);
    return lines;
  }

  private void compile(String text) throws IOException {
    Files.writeString(source, text);
    Compiled.java(List.of(source), classes, "17");
  }

  private String analyse() throws Exception {
    Path file = temporary.resolve("findings.sarif");
    new CommandLine(temporary).property("snapstart.rules.sarif", file).analyse(classes).succeeded();
    return Files.readString(file);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream schema =
        ClassLoader.getSystemResourceAsStream("schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }
}
