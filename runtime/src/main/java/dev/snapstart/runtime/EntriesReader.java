package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map, in the event's order where the type keeps one. Keys are text or any other scalar.
 */
final class EntriesReader implements TypeReader {

  private final Type type;
  private final Class<?> raw;
  private Class<?> key = Object.class;
  private @Nullable Scalar keys;
  private TypeReader values = AnyReader.ANY;
  private @Nullable OwnConstructor own;
  private @Nullable String refusal;

  EntriesReader(Type type, Class<?> raw) {
    this.type = type;
    this.raw = raw;
  }

  @Override
  public void prepare(Readers readers) {
    Type[] arguments = GenericTypes.argumentsOf(Map.class, type);
    key = GenericTypes.rawType(arguments[0]);
    values = readers.find(arguments[1]);
    if (key != Object.class && key != String.class) {
      keys = Scalar.of(key);
      if (keys == null) {
        refusal = "its keys must be text, numbers, enums or the like";
      }
    }
    boolean known =
        raw.isAssignableFrom(LinkedHashMap.class)
            || raw.isAssignableFrom(TreeMap.class)
            || raw.isAssignableFrom(ConcurrentSkipListMap.class)
            || raw == EnumMap.class;
    if (!known) {
      own = OwnConstructor.of(raw, "a class or an interface such as Map");
      refusal = own.refusal() == null ? refusal : own.refusal();
    }
  }

  @Override
  public @Nullable String refusal() {
    return refusal == null ? null : "cannot read " + type.getTypeName() + " from JSON: " + refusal;
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return TypeReader.insteadOfObject(parser, this);
    }
    Map<@Nullable Object, @Nullable Object> map = create();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      Object read = keys == null ? name : keys.fromText(name);
      if (read == null && (keys instanceof BasicScalar || keys instanceof TextScalar)) {
        throw new IOException("expected " + keys.expected() + " as a key, found blank text");
      }
      if (read == null && raw == EnumMap.class) {
        parser.skipChildren();
      } else {
        map.put(read, TypeReader.value(parser, values));
      }
    }
    return map;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type says what it holds
  private Map<@Nullable Object, @Nullable Object> create() throws IOException {
    if (refusal != null) {
      throw new IOException(refusal());
    }
    if (own != null) {
      return (Map<@Nullable Object, @Nullable Object>) own.construct();
    }
    if (raw == EnumMap.class) {
      return new EnumMap(key);
    }
    if (raw.isAssignableFrom(LinkedHashMap.class)) {
      return new LinkedHashMap<>();
    }
    if (raw.isAssignableFrom(TreeMap.class)) {
      return (Map) new TreeMap<>();
    }
    return raw.isAssignableFrom(ConcurrentHashMap.class)
        ? (Map) new ConcurrentHashMap<>()
        : (Map) new ConcurrentSkipListMap<>();
  }
}
