package dev.snapstart.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which handlers a SAM or CloudFormation template deploys with SnapStart. What depends on a
 * condition or a mapping is taken to be on if it is on anywhere.
 *
 * @param on internal names of handlers' classes with SnapStart
 */
record Template(Set<String> on) {

  /** Names a template; only functions that it deploys with SnapStart are analysed. */
  static final String FILE_PROPERTY = "snapstart.rules.template";

  private static final String ON = "PublishedVersions";
  private static final Set<String> FUNCTIONS =
      Set.of("AWS::Serverless::Function", "AWS::Lambda::Function");

  /** The template of the system property, or none. */
  static @Nullable Template load() {
    String file = System.getProperty(FILE_PROPERTY);
    if (file == null) {
      return null;
    }
    try {
      return read(Files.readString(Path.of(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "cannot read the template "
              + file
              + ", which -D"
              + FILE_PROPERTY
              + " names: "
              + (e instanceof IOException ? e : e.getMessage())
              + "; expected SAM or CloudFormation as YAML or JSON [RULES_BAD_TEMPLATE]",
          e);
    }
  }

  static Template read(String text) {
    Object template = Yaml.read(text);
    Set<String> on = new TreeSet<>();
    Object everywhere = at(template, "Globals", "Function", "SnapStart", "ApplyOn");
    if (at(template, "Resources") instanceof Map<?, ?> resources) {
      for (Object resource : resources.values()) {
        if (FUNCTIONS.contains(String.valueOf(at(resource, "Type")))
            && at(resource, "Properties", "Handler") instanceof String handler) {
          Object own = at(resource, "Properties", "SnapStart", "ApplyOn");
          String type = handler.replaceFirst("::.*", "").replace('.', '/');
          if (isOn(own == null ? everywhere : own, template)) {
            on.add(type);
          }
        }
      }
    }
    return new Template(on);
  }

  /** Whether it is on in any case: in an entry of a mapping, for a value of a parameter. */
  private static boolean isOn(@Nullable Object value, Object template) {
    if (value instanceof Map<?, ?> function) {
      if (function.get("Fn::FindInMap") instanceof List<?> path && !path.isEmpty()) {
        return isOn(values(at(template, "Mappings", String.valueOf(path.get(0)))), template);
      }
      if (function.get("Ref") instanceof String parameter) {
        Object known = at(template, "Parameters", parameter);
        return isOn(at(known, "Default"), template) || isOn(at(known, "AllowedValues"), template);
      }
      return isOn(values(function), template);
    }
    if (value instanceof List<?> several) {
      return several.stream().anyMatch(each -> isOn(each, template));
    }
    return ON.equals(value);
  }

  private static List<?> values(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? List.copyOf(map.values()) : List.of();
  }

  private static @Nullable Object at(@Nullable Object value, String... path) {
    Object found = value;
    for (String key : path) {
      found = found instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return found;
  }
}
