package dev.snapstart.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The properties of a class, found and ordered as AWS's own client does: public fields, public
 * getters, setters of any visibility; names as in JavaBeans ({@code getURL} is {@code URL}); in the
 * order of the fields, superclasses first, and then of the methods.
 */
final class BeanProperties {

  private final Map<String, Property> found = new LinkedHashMap<>();
  private final Set<String> signatures = new HashSet<>();

  private BeanProperties() {}

  /** All properties of a class, in their order. */
  static Collection<Property> of(Class<?> type) {
    BeanProperties properties = new BeanProperties();
    properties.addFields(type);
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        Method accessor = component.getAccessor();
        if (accessor != null) {
          properties.named(component.getName()).getter = accessor;
        }
      }
    }
    properties.addMethods(type);
    return properties.found.values();
  }

  private Property named(String name) {
    Property known = found.get(name);
    if (known == null) {
      known = new Property(name);
      found.put(name, known);
    }
    return known;
  }

  private void addFields(Class<?> type) {
    if (type.getSuperclass() != null) {
      addFields(type.getSuperclass());
    }
    if (type == Object.class) {
      return;
    }
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers)
          && !Modifier.isTransient(modifiers)
          && !field.isSynthetic()) {
        named(field.getName()).field = Modifier.isPublic(modifiers) ? field : null;
      }
    }
  }

  private void addMethods(Class<?> type) {
    if (type == Object.class) {
      return;
    }
    for (Method method : type.getDeclaredMethods()) {
      String name = method.getName();
      int parameters = method.getParameterCount();
      if (parameters < 2
          && (name.startsWith("get") || name.startsWith("is") || name.startsWith("set"))
          && !Modifier.isStatic(method.getModifiers())
          && !method.isSynthetic()
          && signatures.add(name + Arrays.toString(method.getParameterTypes()))) {
        addMethod(method, parameters == 1);
      }
    }
    for (Class<?> implemented : type.getInterfaces()) {
      addMethods(implemented);
    }
    if (type.getSuperclass() != null) {
      addMethods(type.getSuperclass());
    }
  }

  private void addMethod(Method method, boolean sets) {
    String name = method.getName();
    Class<?> result = method.getReturnType();
    if (sets) {
      if (name.startsWith("set") && name.length() > 3) {
        named(beanName(name, 3)).offer(method, true);
      }
    } else if (Modifier.isPublic(method.getModifiers()) && result != void.class) {
      if (name.startsWith("get") && name.length() > 3 && result != Void.class) {
        named(beanName(name, 3)).offer(method, false);
      } else if (name.startsWith("is")
          && name.length() > 2
          && (result == boolean.class || result == Boolean.class)) {
        named(beanName(name, 2)).offer(method, false);
      }
    }
  }

  /** JavaBeans' rule: of two capitals at the start the first stays one. */
  private static String beanName(String method, int prefix) {
    String rest = method.substring(prefix);
    return rest.length() > 1 && Character.isUpperCase(rest.charAt(1))
        ? rest
        : Character.toLowerCase(rest.charAt(0)) + rest.substring(1);
  }
}
