package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads as much of YAML as templates of SAM and CloudFormation are written in: mappings and
 * sequences in blocks, sequences in brackets, scalars, tags. A mapping is a map, a sequence a list,
 * all else a string, with its tag in front.
 */
final class Yaml {

  /**
   * A line.
   *
   * @param indent blanks before it
   * @param text the rest, without comment
   */
  private record Line(int indent, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private int next;

  private Yaml(String text) {
    for (String line : text.lines().toList()) {
      String content = withoutComment(line);
      if (!content.isBlank() && !content.startsWith("---")) {
        lines.add(new Line(content.length() - content.stripLeading().length(), content.strip()));
      }
    }
  }

  static Object read(String text) {
    Yaml yaml = new Yaml(text);
    return yaml.lines.isEmpty() ? Map.of() : yaml.block(yaml.lines.get(0).indent());
  }

  private Object block(int indent) {
    return lines.get(next).text().startsWith("- ") || lines.get(next).text().equals("-")
        ? sequence(indent)
        : mapping(indent);
  }

  private Map<String, Object> mapping(int indent) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    while (next < lines.size() && lines.get(next).indent() >= indent) {
      Line line = lines.get(next++);
      int colon = colon(line.text());
      if (line.indent() > indent || colon < 0) {
        continue;
      }
      String value = line.text().substring(colon + 1).strip();
      mapping.put(unquoted(line.text().substring(0, colon)), value(value, indent));
    }
    return mapping;
  }

  private List<Object> sequence(int indent) {
    List<Object> sequence = new ArrayList<>();
    while (next < lines.size()
        && lines.get(next).indent() >= indent
        && (lines.get(next).indent() > indent || lines.get(next).text().startsWith("-"))) {
      Line line = lines.get(next);
      if (line.indent() > indent) {
        next++;
        continue;
      }
      String item = line.text().substring(1).strip();
      if (colon(item) > 0) {
        // the mapping begins behind the dash
        int inner = indent + line.text().length() - item.length();
        lines.set(next, new Line(inner, item));
        sequence.add(mapping(inner));
      } else {
        next++;
        sequence.add(value(item, indent));
      }
    }
    return sequence;
  }

  private Object value(String text, int indent) {
    boolean empty = text.isEmpty() || (text.startsWith("!") && !text.contains(" "));
    if (empty && next < lines.size()) {
      Line following = lines.get(next);
      if (following.indent() > indent
          || (following.indent() == indent && following.text().startsWith("- "))) {
        return block(following.indent());
      }
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      List<Object> items = new ArrayList<>();
      for (String item : text.substring(1, text.length() - 1).split(",", -1)) {
        items.add(unquoted(item.strip()));
      }
      return items;
    }
    return unquoted(text);
  }

  private static int colon(String text) {
    int colon = text.indexOf(": ");
    return colon < 0 && text.endsWith(":") ? text.length() - 1 : colon;
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String withoutComment(String line) {
    if (line.stripLeading().startsWith("#")) {
      return "";
    }
    int comment = line.indexOf(" #");
    return comment < 0 ? line : line.substring(0, comment);
  }
}
