package dev.snapstart.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a value of a template may turn out to be: of a condition both cases, of a parameter its
 * default and all allowed values, of a mapping all entries.
 *
 * @param template the whole of it
 */
record TemplateValue(Object template) {

  private static final String NOTHING = "AWS::NoValue";

  /** All that may be at a path below a value; nothing if there is no such path. */
  List<Object> at(Object from, String... path) {
    List<Object> found = alternatives(from);
    for (String key : path) {
      List<Object> next = new ArrayList<>();
      for (Object each : found) {
        Object value = each instanceof Map<?, ?> map ? map.get(key) : null;
        if (value != null) {
          next.addAll(alternatives(value));
        }
      }
      found = next;
    }
    return found;
  }

  private List<Object> alternatives(Object value) {
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      if (map.get("Fn::If") instanceof List<?> cases && cases.size() == 3) {
        return all(cases.subList(1, 3));
      }
      if (map.get("Fn::FindInMap") instanceof List<?> path && path.size() >= 3) {
        return all(leaves(plain(template, "Mappings", String.valueOf(path.get(0)))));
      }
      if (map.get("Ref") instanceof String name) {
        return reference(name, value);
      }
    }
    return List.of(value);
  }

  private List<Object> reference(String name, Object value) {
    if (name.equals(NOTHING)) {
      return List.of();
    }
    Object parameter = plain(template, "Parameters", name);
    List<Object> known = new ArrayList<>();
    if (parameter instanceof Map<?, ?> map) {
      Object given = map.get("Default");
      if (given != null) {
        known.add(given);
      }
      if (map.get("AllowedValues") instanceof List<?> allowed) {
        known.addAll(allowed);
      }
    }
    return known.isEmpty() ? List.of(value) : known;
  }

  private List<Object> all(List<?> values) {
    List<Object> found = new ArrayList<>();
    values.forEach(each -> found.addAll(alternatives(each)));
    return found;
  }

  private static List<Object> leaves(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<Object> found = new ArrayList<>();
      map.values().forEach(each -> found.addAll(leaves(each)));
      return found;
    }
    return List.of(value);
  }

  private static Object plain(Object from, String... path) {
    Object found = from;
    for (String key : path) {
      Object next = found instanceof Map<?, ?> map ? map.get(key) : null;
      found = next == null ? "" : next;
    }
    return found;
  }
}
