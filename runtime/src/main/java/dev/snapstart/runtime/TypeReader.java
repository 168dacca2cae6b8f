package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value of a generic type; jackson-jr itself takes classes only. The parser stands on the
 * value's first token, which is not null, and is left on its last.
 */
sealed interface TypeReader {

  @Nullable Object read(JsonParser parser) throws IOException;

  /**
   * How to read a type.
   *
   * @throws IllegalArgumentException when JSON has no such values
   */
  static TypeReader of(JSON json, Type type) {
    Class<?> raw = GenericTypes.rawType(type);
    if (raw == String.class) {
      return new Text();
    }
    if (raw == Object.class) {
      return new Anything(json);
    }
    if (Map.class.isAssignableFrom(raw) && raw.isAssignableFrom(LinkedHashMap.class)) {
      Type keys = argument(type, 0);
      if (keys != String.class && keys != Object.class) {
        throw new IllegalArgumentException(
            "cannot read " + type.getTypeName() + " from JSON: its keys must be Strings");
      }
      return new Entries(of(json, argument(type, 1)));
    }
    if (Collection.class.isAssignableFrom(raw) && raw.isAssignableFrom(ArrayList.class)) {
      return new Elements(of(json, argument(type, 0)), false);
    }
    if (Set.class.isAssignableFrom(raw) && raw.isAssignableFrom(LinkedHashSet.class)) {
      return new Elements(of(json, argument(type, 0)), true);
    }
    if (Map.class.isAssignableFrom(raw) || Collection.class.isAssignableFrom(raw)) {
      throw new IllegalArgumentException(
          "cannot read "
              + type.getTypeName()
              + " from JSON (expected an interface such as List, Set or Map)");
    }
    if (raw.isArray() && raw != byte[].class) {
      return new Array(of(json, elementType(type)), raw.getComponentType());
    }
    return new Bean(json, raw);
  }

  private static Type elementType(Type type) {
    return type instanceof GenericArrayType array
        ? array.getGenericComponentType()
        : ((Class<?>) type).getComponentType();
  }

  /** A type argument; Object where the type is raw. */
  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[index]
        : Object.class;
  }

  private static @Nullable Object readNullable(JsonParser parser, TypeReader reader)
      throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : reader.read(parser);
  }

  private static void expect(JsonParser parser, JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw new IOException(
          "found "
              + parser.currentToken()
              + " at "
              + parser.currentTokenLocation().offsetDescription()
              + ", expected "
              + token);
    }
  }

  /** Text, also from a number or a boolean, as AWS's own client reads it. */
  record Text() implements TypeReader {

    @Override
    public String read(JsonParser parser) throws IOException {
      if (parser.currentToken().isScalarValue()) {
        return parser.getText();
      }
      throw new IOException(
          "expected text, found "
              + (parser.isExpectedStartArrayToken() ? "an array" : "an object"));
    }
  }

  /** Whatever JSON says: maps, lists, text, numbers. */
  record Anything(JSON json) implements TypeReader {

    @Override
    public Object read(JsonParser parser) throws IOException {
      return json.anyFrom(parser);
    }
  }

  /** A map, in the event's order. */
  record Entries(TypeReader values) implements TypeReader {

    @Override
    public Map<String, @Nullable Object> read(JsonParser parser) throws IOException {
      expect(parser, JsonToken.START_OBJECT);
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        map.put(name, readNullable(parser, values));
      }
      return map;
    }
  }

  /** A list or a set, in the event's order. */
  record Elements(TypeReader elements, boolean distinct) implements TypeReader {

    @Override
    public Collection<@Nullable Object> read(JsonParser parser) throws IOException {
      expect(parser, JsonToken.START_ARRAY);
      Collection<@Nullable Object> all = distinct ? new LinkedHashSet<>() : new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        all.add(readNullable(parser, elements));
      }
      return all;
    }
  }

  /** An array; its elements may be of a generic type. */
  record Array(TypeReader elements, Class<?> element) implements TypeReader {

    @Override
    public Object read(JsonParser parser) throws IOException {
      Collection<@Nullable Object> all = new Elements(elements, false).read(parser);
      Object array = java.lang.reflect.Array.newInstance(element, all.size());
      int i = 0;
      for (Object value : all) {
        if (value != null) {
          java.lang.reflect.Array.set(array, i, value);
        }
        i++;
      }
      return array;
    }
  }

  /** What jackson-jr reads: beans, records, enums, numbers. */
  record Bean(JSON json, Class<?> type) implements TypeReader {

    /** Reading null makes jackson-jr find out about the type now, so that it is in the snapshot. */
    public Bean {
      try {
        json.beanFrom(type, "null");
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "cannot read " + type.getTypeName() + " from JSON: " + e.getMessage(), e);
      }
    }

    @Override
    public Object read(JsonParser parser) throws IOException {
      return json.beanFrom(type, parser);
    }
  }
}
