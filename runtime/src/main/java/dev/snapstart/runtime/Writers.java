package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how to write a class. What a declared result can contain is looked at when a handler is
 * loaded, so that it is in the snapshot; classes that appear only later, when they are first
 * written.
 */
final class Writers {

  /** Types without end are looked at as they come. */
  private static final int AHEAD = 1000;

  private final Map<Class<?>, TypeWriter> known = new ConcurrentHashMap<>();

  /** Writes a value by its class, or null. */
  void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else {
      of(value.getClass()).write(value, json, this);
    }
  }

  /** The writer of a class. */
  TypeWriter of(Class<?> type) {
    TypeWriter writer = known.get(type);
    if (writer == null) {
      writer = make(type);
      known.put(type, writer);
    }
    return writer;
  }

  private static TypeWriter make(Class<?> type) {
    TypeWriter writer = Scalar.of(type);
    if (writer == null) {
      writer = ContainerWriter.of(type);
    }
    return writer == null ? BeanWriter.of(type) : writer;
  }

  /** Looks at a type and at all that can be reached from it. */
  void learn(Type type) {
    Set<Type> seen = new HashSet<>();
    Queue<Type> open = new ArrayDeque<>();
    open.add(GenericTypes.resolved(type));
    for (Type next = open.poll(); next != null && seen.size() < AHEAD; next = open.poll()) {
      if (seen.add(next)) {
        learnParts(next, open);
      }
    }
  }

  private static boolean isContainer(Class<?> raw) {
    return ContainerWriter.of(raw) != null;
  }

  private void learnParts(Type type, Queue<Type> open) {
    Class<?> raw = GenericTypes.rawType(type);
    if (raw.getName().startsWith("java.") && Scalar.of(raw) == null && !isContainer(raw)) {
      return; // of the platform's classes few are meant for JSON, and many lead to all others
    }
    TypeWriter writer = of(raw);
    if (raw.isArray()) {
      open.add(GenericTypes.elementType(type));
    } else if (writer instanceof ContainerWriter) {
      if (type instanceof java.lang.reflect.ParameterizedType parameterized) {
        for (Type argument : parameterized.getActualTypeArguments()) {
          open.add(argument);
        }
      }
    } else if (writer instanceof BeanWriter bean) {
      bean.addTypes(GenericTypes.seenFrom(type), open);
    }
  }
}
