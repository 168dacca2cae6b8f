package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what holds other values: arrays, collections, maps, and wrappers, which JSON leaves out.
 */
enum ContainerWriter implements TypeWriter {
  ANY_ARRAY,
  ITERABLE,
  ITERATOR,
  STREAM,
  MAP,
  ENTRY,
  OPTIONAL,
  ATOMIC,
  /** A number whose class is none of the usual. */
  NUMBER,
  /** A text whose class is none of the usual. */
  TEXT;

  private static final int MOST_WRAPPERS = 1000;

  /** The writer of a class; null when it holds nothing. */
  static @Nullable ContainerWriter of(Class<?> type) {
    if (type.isArray()) {
      return ANY_ARRAY;
    }
    if (Map.class.isAssignableFrom(type)) {
      return MAP;
    }
    if (Iterable.class.isAssignableFrom(type)) {
      return ITERABLE;
    }
    if (Number.class.isAssignableFrom(type)) {
      return NUMBER;
    }
    if (Map.Entry.class.isAssignableFrom(type)) {
      return ENTRY;
    }
    if (Iterator.class.isAssignableFrom(type)) {
      return ITERATOR;
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return TEXT;
    }
    return type.getName().startsWith("java.util.") ? ofUtil(type) : null;
  }

  private static @Nullable ContainerWriter ofUtil(Class<?> type) {
    return switch (type.getName()) {
      case "java.util.Optional",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.OptionalDouble" ->
          OPTIONAL;
      case "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.AtomicReference" ->
          ATOMIC;
      default -> BaseStream.class.isAssignableFrom(type) ? STREAM : null;
    };
  }

  @Override
  public void write(Object value, JsonGenerator json, Writers writers) throws IOException {
    switch (this) {
      case ANY_ARRAY -> array(value, json, writers);
      case ITERABLE -> elements(((Iterable<?>) value).iterator(), json, writers);
      case ITERATOR -> elements((Iterator<?>) value, json, writers);
      case STREAM -> elements(((BaseStream<?, ?>) value).iterator(), json, writers);
      case MAP -> map((Map<?, ?>) value, json, writers);
      case ENTRY -> entry((Map.Entry<?, ?>) value, json, writers);
      case OPTIONAL, ATOMIC -> writers.write(unwrapped(value), json);
      case NUMBER -> json.writeNumber(value.toString());
      case TEXT -> json.writeString(value.toString());
    }
  }

  private static void array(Object array, JsonGenerator json, Writers writers) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < Array.getLength(array); i++) {
      writers.write(Array.get(array, i), json);
    }
    json.writeEndArray();
  }

  private static void elements(Iterator<?> elements, JsonGenerator json, Writers writers)
      throws IOException {
    json.writeStartArray();
    while (elements.hasNext()) {
      writers.write(elements.next(), json);
    }
    json.writeEndArray();
  }

  private static void map(Map<?, ?> map, JsonGenerator json, Writers writers) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      property(entry, json, writers);
    }
    json.writeEndObject();
  }

  private static void entry(Map.Entry<?, ?> entry, JsonGenerator json, Writers writers)
      throws IOException {
    json.writeStartObject();
    property(entry, json, writers);
    json.writeEndObject();
  }

  private static void property(Map.Entry<?, ?> entry, JsonGenerator json, Writers writers)
      throws IOException {
    Object key = entry.getKey();
    if (key == null) {
      throw new IOException("a map has the key null (expected a key that JSON can have)");
    }
    if (entry.getValue() != null) {
      json.writeFieldName(
          key instanceof String text
              ? text
              : writers.of(key.getClass()) instanceof Scalar scalar
                  ? scalar.toText(key)
                  : key.toString());
      writers.write(entry.getValue(), json);
    }
  }

  /** A reference may lead to itself, and takes no level of JSON that could be counted. */
  private static @Nullable Object unwrapped(Object wrapper) throws IOException {
    Object value = wrapper;
    for (int i = 0; i < MOST_WRAPPERS; i++) {
      if (!(value instanceof AtomicReference<?>) && !(value instanceof Optional<?>)) {
        return value == null ? null : content(value);
      }
      value =
          value instanceof AtomicReference<?> reference
              ? reference.get()
              : ((Optional<?>) value).orElse(null);
    }
    throw new IOException("a reference leads to itself, or to too many others");
  }

  private static @Nullable Object content(Object value) {
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? number.getAsLong() : null;
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? number.getAsDouble() : null;
    }
    return value instanceof AtomicBoolean flag ? flag.get() : value;
  }
}
