package dev.snapstart.rules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes findings as <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/">SARIF 2.1.0</a>,
 * with what SpotBugs' own leaves out: the way as code flow, paths from the project's root,
 * fingerprints that survive moved lines.
 */
final class Sarif {

  private static final List<String> ROOTS =
      List.of("src/main/java", "src/main/kotlin", "src/test/java", "src");

  private final Path project;
  private final Map<String, Integer> alike = new HashMap<>();

  /**
   * @param project the folder that paths are relative to
   */
  Sarif(Path project) {
    this.project = project;
  }

  String of(List<Finding> findings) {
    List<String> results = findings.stream().map(this::result).toList();
    List<String> rules = new ArrayList<>();
    for (Pattern pattern : Pattern.values()) {
      rules.add(rule(pattern));
    }
    return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
        + "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"snapstart-rules\",\"rules\":["
        + String.join(",", rules)
        + "]}},\"originalUriBaseIds\":{\"SRCROOT\":{\"description\":{\"text\":\"the project\"}}},"
        + "\"results\":[\n"
        + String.join(",\n", results)
        + "]}]}\n";
  }

  /** With all that GitHub's code scanning wants of a rule. */
  private static String rule(Pattern pattern) {
    return "{\"id\":"
        + Json.text(pattern.name())
        + ",\"shortDescription\":{\"text\":"
        + Json.text("In the snapshot: " + pattern.what())
        + "},\"fullDescription\":{\"text\":"
        + Json.text("All clones of the snapshot share " + pattern.what() + ".")
        + "},\"help\":{\"text\":"
        + Json.text("To fix: " + pattern.remedy())
        + "}}";
  }

  private String result(Finding finding) {
    Explanation explanation = new Explanation(finding);
    String message =
        finding.subject()
            + ": "
            + explanation.reason()
            + ". It runs before the checkpoint: "
            + explanation.way()
            + ". To fix: "
            + finding.pattern().remedy()
            + ".";
    return "{\"ruleId\":"
        + Json.text(finding.pattern().name())
        + ",\"level\":"
        + Json.text(level(finding.priority()))
        + ",\"message\":{\"text\":"
        + Json.text(message)
        + "},\"locations\":["
        + location(finding.arrival().method(), finding.line(), finding.subject())
        + "],\"codeFlows\":[{\"threadFlows\":[{\"locations\":["
        + String.join(",", flow(finding))
        + "]}]}],\"partialFingerprints\":{\"snapstart/v1\":"
        + Json.text(fingerprint(finding))
        + "}}";
  }

  private List<String> flow(Finding finding) {
    List<String> flow = new ArrayList<>();
    String next = finding.subject();
    int line = finding.line();
    for (Arrival at = finding.arrival(); at != null; at = at.caller()) {
      flow.add("{\"location\":" + location(at.method(), line, next) + "}");
      next = at.method().label();
      line = at.line();
    }
    Collections.reverse(flow);
    return flow;
  }

  private String location(MethodModel method, int line, String text) {
    return "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":"
        + Json.text(path(method.owner()))
        + ",\"uriBaseId\":\"SRCROOT\"},\"region\":{\"startLine\":"
        + Math.max(line, 1)
        + "}},\"logicalLocations\":[{\"fullyQualifiedName\":"
        + Json.text(Names.dotted(method.owner().name()) + "." + method.name())
        + "}],\"message\":{\"text\":"
        + Json.text(text)
        + "}}";
  }

  private String path(ClassModel type) {
    String folder = Names.packageOf(type.name());
    String file =
        (folder.isEmpty() ? "" : folder + "/")
            + (type.sourceFile() == null ? Names.simple(type.name()) : type.sourceFile());
    for (String root : ROOTS) {
      if (Files.exists(project.resolve(root).resolve(file))) {
        return root + "/" + file;
      }
    }
    return file;
  }

  /** Of the place by name, and of how many are alike there; without lines, which move. */
  private String fingerprint(Finding finding) {
    String place =
        finding.pattern()
            + " "
            + finding.arrival().method().reference()
            + " "
            + finding.subject()
            + " "
            + finding.fields();
    int number = alike.merge(place, 1, Integer::sum);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((place + " " + number).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JVM has SHA-256", e);
    }
  }

  private static String level(Priority priority) {
    return switch (priority) {
      case HIGH -> "error";
      case MEDIUM -> "warning";
      default -> "note";
    };
  }
}
