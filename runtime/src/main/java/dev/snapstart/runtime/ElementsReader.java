package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a collection or an array, in the event's order. A single value is read as the only element,
 * blank text as null.
 */
final class ElementsReader implements TypeReader {

  private final Type type;
  private final Class<?> raw;
  private TypeReader elements = AnyReader.ANY;
  private Class<?> element = Object.class;
  private @Nullable OwnConstructor own;
  private @Nullable String refusal;

  ElementsReader(Type type, Class<?> raw) {
    this.type = type;
    this.raw = raw;
  }

  @Override
  public void prepare(Readers readers) {
    Type argument =
        raw.isArray()
            ? GenericTypes.elementType(type)
            : GenericTypes.argumentsOf(Iterable.class, type)[0];
    elements = readers.find(argument);
    element = GenericTypes.rawType(argument);
    if (!raw.isArray() && !raw.isAssignableFrom(ArrayList.class) && !known()) {
      own = OwnConstructor.of(raw, "a class or an interface such as List or Set");
      refusal = own.refusal();
    }
  }

  private boolean known() {
    return raw.isAssignableFrom(LinkedHashSet.class)
        || raw.isAssignableFrom(LinkedList.class)
        || raw.isAssignableFrom(TreeSet.class)
        || (raw == EnumSet.class && element.isEnum());
  }

  @Override
  public @Nullable String refusal() {
    return refusal == null ? null : "cannot read " + type.getTypeName() + " from JSON: " + refusal;
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    boolean nulls = raw != EnumSet.class; // unknown constants are left out
    if (nulls && token == JsonToken.VALUE_STRING && parser.getText().isBlank()) {
      return null;
    }
    Collection<@Nullable Object> all = raw.isArray() ? new ArrayList<>() : create();
    if (token != JsonToken.START_ARRAY) {
      add(elements.read(parser), all, nulls);
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        add(TypeReader.value(parser, elements), all, nulls);
      }
    }
    return raw.isArray() ? array((List<?>) all) : all;
  }

  private static void add(@Nullable Object value, Collection<@Nullable Object> all, boolean nulls) {
    if (nulls || value != null) {
      all.add(value);
    }
  }

  private Object array(List<?> values) {
    Object array = Array.newInstance(element, values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }

  @SuppressWarnings({"unchecked", "rawtypes", "JdkObsolete"}) // the type says what it holds; nulls
  private Collection<@Nullable Object> create() throws IOException {
    if (refusal != null) {
      throw new IOException(refusal());
    }
    if (own != null) {
      return (Collection<@Nullable Object>) own.construct();
    }
    if (raw == EnumSet.class) {
      return (Collection) EnumSet.noneOf((Class) element);
    }
    if (raw.isAssignableFrom(ArrayList.class)) {
      return new ArrayList<>();
    }
    if (raw.isAssignableFrom(LinkedHashSet.class)) {
      return new LinkedHashSet<>();
    }
    return raw.isAssignableFrom(TreeSet.class) ? (Collection) new TreeSet<>() : new LinkedList<>();
  }
}
