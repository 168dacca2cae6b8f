package dev.snapstart.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Templates in YAML or JSON as maps, lists and strings. The short form of a function is read as its
 * long one: {@code !Ref X} as {@code {Ref: X}}, {@code !If […]} as {@code {Fn::If: […]}}.
 */
final class Yaml {

  private Yaml() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is neither, with the place
   */
  static Object read(String text) {
    try {
      return new Compose(LoadSettings.builder().build())
          .composeString(text)
          .map(Yaml::value)
          .orElse(Map.of());
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("neither YAML nor JSON: " + e.getMessage(), e);
    }
  }

  private static Object value(Node node) {
    Object plain = plain(node);
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain;
    }
    String function = tag.substring(1);
    boolean isLong = function.equals("Ref") || function.equals("Condition");
    return Map.of(isLong ? function : "Fn::" + function, plain);
  }

  private static Object plain(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        map.put(String.valueOf(plain(entry.getKeyNode())), value(entry.getValueNode()));
      }
      return map;
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> list = new ArrayList<>();
      sequence.getValue().forEach(item -> list.add(value(item)));
      return list;
    }
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
