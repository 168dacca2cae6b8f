package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how to read a type and all types that can be reached from it. This happens when a
 * handler is loaded, so that it is in the snapshot; no event is looked up by reflection.
 */
final class Readers {

  /**
   * Types without end, such as {@code Box<T>} with a {@code Box<List<T>>}, are read as they come.
   */
  private static final int AHEAD = 1000;

  private final Map<Type, TypeReader> known = new HashMap<>();
  private final Queue<TypeReader> unprepared = new ArrayDeque<>();
  private int limit;

  /** The reader of a type, ready to read. */
  synchronized TypeReader of(Type type) {
    limit = known.size() + AHEAD;
    TypeReader reader = locate(GenericTypes.resolved(type));
    for (TypeReader next = unprepared.poll(); next != null; next = unprepared.poll()) {
      next.prepare(this);
    }
    return reader;
  }

  /** The reader of a type that a reader needs while it prepares itself. */
  TypeReader find(Type type) {
    // of the platform's classes few are meant for JSON, and many lead to all others
    boolean far = known.size() > limit && !known.containsKey(type);
    return far || isPlatformBean(GenericTypes.rawType(type)) ? new Late(this, type) : locate(type);
  }

  private TypeReader locate(Type type) {
    TypeReader reader = known.get(type);
    if (reader == null) {
      reader = make(type, GenericTypes.rawType(type));
      known.put(type, reader);
      unprepared.add(reader);
    }
    return reader;
  }

  private static boolean isPlatformBean(Class<?> raw) {
    return raw.getName().startsWith("java.") && make(raw, raw) instanceof BeanReader;
  }

  private static TypeReader make(Type type, Class<?> raw) {
    TypeReader scalar = Scalar.of(raw);
    if (scalar != null) {
      return raw.isPrimitive()
          ? new Primitive(scalar, Array.get(Array.newInstance(raw, 1), 0))
          : scalar;
    }
    if (raw == Object.class || raw == java.io.Serializable.class || raw == void.class) {
      return AnyReader.ANY;
    }
    if (raw.isArray()) {
      return new ElementsReader(type, raw);
    }
    if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
      return new ElementsReader(type, raw);
    }
    if (Map.class.isAssignableFrom(raw)) {
      return new EntriesReader(type, raw);
    }
    TypeReader wrapper = WrapperReader.of(type, raw);
    return wrapper == null ? new BeanReader(type, raw) : wrapper;
  }

  /** A primitive: zero in the place of null. */
  private record Primitive(TypeReader boxed, Object zero) implements TypeReader {

    @Override
    public Object read(JsonParser parser) throws IOException {
      Object value = boxed.read(parser);
      return value == null ? zero : value;
    }

    @Override
    public Object whenNull() {
      return zero;
    }
  }

  /** A type that was too far away to look at. */
  private record Late(Readers readers, Type type) implements TypeReader {

    @Override
    public @Nullable Object read(JsonParser parser) throws IOException {
      return readers.of(type).read(parser);
    }

    @Override
    public @Nullable Object whenNull() {
      return readers.of(type).whenNull();
    }
  }
}
